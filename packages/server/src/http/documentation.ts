import type { Endpoint } from "./endpoint.ts";
import { docsPage } from "./docs-page.ts";
import type { HttpDoor } from "./http-door.ts";
import { type OpenApi, openApi } from "./openapi.ts";

/** The same document for machines and for people. */
export function mountDocumentation(door: HttpDoor, endpoints: readonly Endpoint[], version: string): void {
  // Made when somebody asks: it is most of the work of a start.
  let document: OpenApi | undefined;
  const made = () => (document ??= openApi(endpoints, version));
  let page: string | undefined;
  door.get("/v1/openapi.json", ({ json }) => json(made()));
  door.get("/docs", ({ html }) => html((page ??= docsPage(made()))));
}
