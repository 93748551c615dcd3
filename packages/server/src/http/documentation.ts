import type { Endpoint } from "./endpoint.ts";
import { docsPage } from "./docs-page.ts";
import type { HttpDoor } from "./http-door.ts";
import { openApi } from "./openapi.ts";

/** The same document for machines and for people. */
export function mountDocumentation(door: HttpDoor, endpoints: readonly Endpoint[], version: string): void {
  const document = openApi(endpoints, version);
  const page = docsPage(document);
  door.get("/v1/openapi.json", ({ json }) => json(document));
  door.get("/docs", ({ html }) => html(page));
}
