import * as protocol from "@parlor/protocol";
import { z } from "zod";
import type { Endpoint } from "./endpoint.ts";
import { fieldsIn } from "./read-input.ts";
import { codesByStatus } from "./statuses.ts";

export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };

export interface JsonObject {
  readonly [name: string]: Json;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly schema: JsonObject;
  readonly required?: true;
  readonly description?: string;
}

type Content = Readonly<Record<string, { readonly schema: JsonObject }>>;

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly [string];
  readonly security: readonly JsonObject[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Content }>>;
}

/** What we write of OpenAPI. */
export interface OpenApi {
  readonly openapi: string;
  readonly info: JsonObject;
  readonly servers: readonly JsonObject[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonObject>>; readonly securitySchemes: JsonObject };
}

const COMPONENTS = "#/components/schemas/";

/** OpenAPI 3.1 out of the same schemas that judge what comes in. Its schemas are JSON Schema, as zod writes it. */
export function openApi(endpoints: readonly Endpoint[], version: string): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const endpoint of endpoints) {
    (paths[`/v1${endpoint.path}`] ??= {})[endpoint.method] = operation(endpoint);
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Parlor",
      version,
      description: "Real-time chat that you run yourself. The same commands as over the WebSocket at /v1/connect.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: used(paths),
      securitySchemes: {
        token: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "Signed by the host app." },
        session: { type: "apiKey", in: "cookie", name: "parlor_session", description: "Who signed in on the page." },
      },
    },
  };
}

const ErrorBody = z.object({ error: protocol.Refusal });

function operation(endpoint: Endpoint): Operation {
  const { method, path, title, about, takes, fixed, reply, status, who, forms } = endpoint;
  const { properties = {}, required = [] } = writtenOut(takes) as ObjectSchema;
  const inPath = fieldsIn(path);
  const others = Object.keys(properties).filter((name) => !inPath.includes(name) && !(name in fixed));
  const bodiless = method === "get" || method === "delete";
  const parameter = (name: string, place: "path" | "query"): Parameter => ({
    name,
    in: place,
    schema: properties[name] ?? {},
    ...((place === "path" || required.includes(name)) && { required: true }),
  });
  const body = {
    type: "object",
    properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
    required: required.filter((name) => others.includes(name) && name !== "key"),
    additionalProperties: false,
  };
  const content = { schema: body };

  return {
    operationId: operationId(method, path),
    summary: title,
    ...(about && { description: about }),
    tags: [path.split("/")[1] ?? ""],
    security: who === "anybody" ? [] : [{ token: [] }, { session: [] }],
    parameters: [
      ...inPath.map((name) => parameter(name, "path")),
      ...(bodiless ? others.map((name) => parameter(name, "query")) : []),
      ...("key" in properties ? [KEY_HEADER] : []),
    ],
    ...(!bodiless &&
      others.length > 0 && {
        requestBody: {
          required: body.required.length > 0,
          content: {
            "application/json": content,
            ...(forms && { "application/x-www-form-urlencoded": content }),
          },
        },
      }),
    responses: {
      [status]:
        status === 303
          ? { description: "Leads on.", content: {} }
          : { description: "Done.", content: { "application/json": { schema: described(reply) } } },
      default: { description: REFUSED, content: { "application/json": { schema: described(ErrorBody) } } },
    },
  };
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, JsonObject>>;
  readonly required?: readonly string[];
}

const KEY_HEADER: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  schema: { $ref: `${COMPONENTS}Key` },
  description: "The key of this act, for those who do not put it in the body.",
};

const REFUSED = `Refused, with a reason: ${codesByStatus.map(([status, codes]) => `${status} ${codes.join(", ")}`).join("; ")}.`;

const operationId = (method: string, path: string): string =>
  [method, ...path.split(/[/{}]+/).filter(Boolean)].join("_");

/** Schemas of the protocol are told by name. */
function described(schema: z.ZodType): JsonObject {
  const name = registry().get(schema)?.id;
  return name === undefined ? writtenOut(schema) : { $ref: `${COMPONENTS}${name}` };
}

/** And those within it, but not itself. */
function writtenOut(schema: z.ZodType): JsonObject {
  return withoutIds(schemasIn(registry().add(schema, { id: "this" }))["this"]);
}

function registry() {
  const named = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(protocol)) {
    if (value instanceof z.ZodType) named.add(value, { id: name });
  }
  return named;
}

const schemasIn = (named: ReturnType<typeof registry>): Record<string, unknown> =>
  z.toJSONSchema(named, { uri: (id) => `${COMPONENTS}${id}`, io: "input", unrepresentable: "any" }).schemas;

function withoutIds(schema: unknown): JsonObject {
  const entries = Object.entries(schema as JsonObject);
  return Object.fromEntries(entries.filter(([name]) => name !== "$id" && name !== "$schema"));
}

/** The named schemas that are mentioned, and those that these mention. */
function used(from: unknown): Record<string, JsonObject> {
  const all = schemasIn(registry());
  const found = new Map<string, JsonObject>();
  const visit = (json: unknown): void => {
    for (const [, name = ""] of JSON.stringify(json).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      const schema = withoutIds(all[name]);
      found.set(name, schema);
      visit(schema);
    }
  };
  visit(from);
  return Object.fromEntries([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
