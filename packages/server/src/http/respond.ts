import type { Refusal } from "@parlor/protocol";
import { toJson } from "../encoding/raw-json.ts";
import type { Answer } from "./endpoint.ts";
import { statusOf } from "./statuses.ts";

const JSON_TYPE = "application/json; charset=utf-8";

/** The one place where an outcome becomes a response. */
export function respond(answer: Answer, status: number, headers: Headers): Response {
  if (answer instanceof Response) {
    for (const [name, value] of headers) answer.headers.append(name, value);
    return answer;
  }
  if (!answer.ok) return respondRefused(answer.refusal, headers);
  headers.set("content-type", JSON_TYPE);
  return new Response(toJson(answer.reply), { status, headers });
}

export function respondRefused(refusal: Refusal, headers = new Headers()): Response {
  headers.set("content-type", JSON_TYPE);
  if (refusal.retryAfterMs !== undefined) headers.set("retry-after", String(Math.ceil(refusal.retryAfterMs / 1_000)));
  else if (refusal.retry === "later") headers.set("retry-after", "1");
  const status = statusOf(refusal.code);
  if (status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify({ error: refusal }), { status, headers });
}
