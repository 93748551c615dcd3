import { BOUNDS, refusal } from "@parlor/protocol";
import { z } from "zod";
import { parseJson } from "../encoding/parse-json.ts";
import { done, type Outcome, refused } from "../outcome.ts";
import type { Endpoint } from "./endpoint.ts";

export interface Input {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly form: boolean;
}

const FORM = "application/x-www-form-urlencoded";

/** Gathers what an endpoint takes from where HTTP keeps it. The endpoint's schema judges what was gathered. */
export function inputReader(
  endpoint: Endpoint,
): (request: Request, path: Readonly<Record<string, string>>) => Promise<Outcome<Input>> {
  const { method, fixed, forms } = endpoint;
  const pathFields = new Set(fieldsIn(endpoint.path));
  const read = readerOfText(endpoint.takes);
  const keyed = "key" in endpoint.takes.shape;

  return async (request, path) => {
    const headerKey = keyed ? request.headers.get("idempotency-key") : null;
    const beside = { ...fixed, ...read(Object.entries(path)), ...(headerKey !== null && { key: headerKey }) };
    const query = new URL(request.url).searchParams;
    if (method === "get" || method === "delete") return combine(read([...query]), beside, false);

    const body = await readBody(request, forms);
    if (!body.ok) return body;
    return combine(body.reply.fields, beside, body.reply.form);
  };

  function combine(given: Readonly<Record<string, unknown>>, beside: object, form: boolean): Outcome<Input> {
    const told: Readonly<Record<string, unknown>> = { ...beside };
    const twice = Object.keys(given).find(
      (name) => (pathFields.has(name) || name in fixed) && given[name] !== told[name],
    );
    if (twice !== undefined) return refused(refusal("bad_payload", `${twice} is told by the path.`));
    return done({ fields: { ...given, ...beside }, form });
  }
}

export const fieldsIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** Paths and queries are text. What the schema wants as a number or a truth value is read as one, if it is one. */
function readerOfText(
  takes: z.ZodObject,
): (entries: readonly (readonly [string, string])[]) => Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(takes, { io: "input", unrepresentable: "any" });
  const typeOf = (name: string): unknown => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return typeof property === "object" ? property.type : undefined;
  };
  return (entries) => Object.fromEntries(entries.map(([name, text]) => [name, fromText(text, typeOf(name))]));
}

function fromText(text: string, type: unknown): unknown {
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

async function readBody(request: Request, forms: boolean): Promise<Outcome<Input>> {
  const text = await textOf(request);
  if (text === undefined) {
    return refused(refusal("too_large", `A request can have at most ${BOUNDS.frameBytes} bytes.`));
  }
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (text === "" && !type) return done({ fields: {}, form: false });
  if (forms && type === FORM) return done({ fields: Object.fromEntries(new URLSearchParams(text)), form: true });
  if (type !== "application/json") {
    return refused(refusal("bad_content_type", "The body must be JSON, with content-type: application/json."));
  }
  const fields = text === "" ? {} : parseJson(text);
  return isObject(fields)
    ? done({ fields, form: false })
    : refused(refusal("bad_frame", "The body must be one JSON object."));
}

/** Undefined when it is larger than a frame may be; then the rest is not read. */
async function textOf({ body }: Request): Promise<string | undefined> {
  if (!body) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > BOUNDS.frameBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
