import { escapeHtml } from "./html.ts";
import type { Json, JsonObject, OpenApi, Operation } from "./openapi.ts";
import { codesByStatus } from "./statuses.ts";
import { DOCS_STYLE } from "./docs-style.ts";

/** The OpenAPI document as a page to read. Made once; needs nothing from anywhere else. */
export function docsPage({ paths, components }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Place => ({ path, method, ...operation })),
  );
  const tags = [...new Set(operations.map(({ tags: [tag] }) => tag))];
  const schemas = Object.entries(components.schemas);

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Parlor: REST</title>
<style>${DOCS_STYLE}</style>
</head>
<body>
<nav aria-label="Contents">
<p class="brand">Parlor</p>
${tags
  .map(
    (tag) =>
      `<h2>${escapeHtml(tag)}</h2><ul>${operations
        .filter(({ tags: [own] }) => own === tag)
        .map(link)
        .join("")}</ul>`,
  )
  .join("")}
<h2>schemas</h2><ul>${schemas.map(([name]) => `<li><a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a></li>`).join("")}</ul>
</nav>
<main>
<h1>REST</h1>
<p>The commands of the WebSocket at <code>/v1/connect</code>, for back ends and scripts. Bring a token, <code>Authorization: Bearer …</code>, or the session cookie of the page. A refusal is <code>{"error": {"code", "message", "retry"}}</code>, and its <a href="#refusals">status</a> says the same. For machines: <a href="/v1/openapi.json">openapi.json</a>.</p>
${operations.map(section).join("\n")}
<h1 id="refusals">Refusals</h1>
${table(codesByStatus.map(([status, codes]) => row(String(status), codes.map((code) => `<code>${code}</code>`).join(" "), "", "")))}
<h1>Schemas</h1>
${schemas.map(([name, schema]) => `<section id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${fields(schema)}</section>`).join("\n")}
</main>
</body>
</html>`;
}

interface Place extends Operation {
  readonly path: string;
  readonly method: string;
}

const link = ({ operationId, method, path }: Place): string =>
  `<li><a href="#${escapeHtml(operationId)}"><b class="${method}">${method}</b><span>${escapeHtml(path.slice("/v1".length))}</span></a></li>`;

function section(operation: Place): string {
  const { operationId, method, path, summary, description, security, parameters, requestBody, responses } = operation;
  const [status = "200", done] = Object.entries(responses)[0] ?? [];
  const body = requestBody?.content["application/json"]?.schema;
  const rows = parameters.map(({ name, in: place, required = false, schema, description: about }) =>
    row(name, typeOf(schema), `${place}${required ? "" : ", optional"}`, about ?? ""),
  );
  return `<section id="${escapeHtml(operationId)}">
<h3>${escapeHtml(summary)}</h3>
<p class="path"><b class="${method}">${method}</b> <code>${escapeHtml(path)}</code>${security.length === 0 ? " <small>for anybody</small>" : ""}</p>
${description ? `<p>${escapeHtml(description)}</p>` : ""}
${rows.length > 0 ? table(rows) : ""}
${body ? `<h4>Body</h4>${fields(body)}` : ""}
<h4>Answer ${escapeHtml(status)}</h4>${status === "303" ? "<p>leads on</p>" : fields(done?.content["application/json"]?.schema)}
</section>`;
}

/** What an object holds, or what else the schema allows. */
function fields(schema: Json): string {
  const { properties, required = [] } = objectIn(schema) as { properties?: JsonObject; required?: readonly string[] };
  if (!properties) return `<p>${typeOf(schema)}</p>`;
  return table(
    Object.entries(properties).map(([name, property]) =>
      row(name, typeOf(property), required.includes(name) ? "" : "optional", ""),
    ),
  );
}

const table = (rows: readonly string[]): string => `<table><tbody>${rows.join("")}</tbody></table>`;
const row = (name: string, type: string, note: string, about: string): string =>
  `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${type}${about ? `<br>${escapeHtml(about)}` : ""}</td><td><small>${note}</small></td></tr>`;

function typeOf(schema: Json): string {
  const { $ref, type, anyOf, oneOf, items, additionalProperties, properties, ...rest } = objectIn(schema);
  if (typeof $ref === "string") {
    const name = escapeHtml($ref.split("/").at(-1) ?? "");
    return `<a href="#schema-${name}">${name}</a>`;
  }
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return choices.map(typeOf).join(" or ");
  if (rest["const"] !== undefined) return `<code>${escapeHtml(JSON.stringify(rest["const"]))}</code>`;
  if (Array.isArray(rest["enum"])) {
    return rest["enum"].map((choice) => `<code>${escapeHtml(JSON.stringify(choice) ?? "")}</code>`).join(" or ");
  }
  if (type === "array") return `list of ${typeOf(items)}`;
  if (type === "object" && properties === undefined && typeof additionalProperties === "object") {
    return `map to ${typeOf(additionalProperties)}`;
  }
  return `${escapeHtml(typeof type === "string" ? type : "anything")}${bounds(rest)}`;
}

const BOUND_WORDS = {
  minLength: "at least %",
  maxLength: "at most %",
  minimum: "from %",
  maximum: "to %",
  default: "otherwise %",
} as const;

function bounds(rest: JsonObject): string {
  const said = Object.entries(BOUND_WORDS).flatMap(([name, words]) => {
    const bound = rest[name];
    return bound === undefined || bound === Number.MAX_SAFE_INTEGER || bound === Number.MIN_SAFE_INTEGER
      ? []
      : [words.replace("%", JSON.stringify(bound) ?? "")];
  });
  return said.length === 0 ? "" : ` <small>${escapeHtml(said.join(", "))}</small>`;
}

const objectIn = (json: Json): JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json) ? (json as JsonObject) : {};
