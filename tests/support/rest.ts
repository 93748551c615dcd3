import type { KindDocument } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import { serverToken } from "./tokens.ts";
import { until } from "./until.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Calls the REST door, as a back end unless a token says otherwise. */
export async function rest(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  token = serverToken(),
): Promise<Answer> {
  const response = await fetch(`${url}v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

/** Makes a kind that is like a preset but for the changes: stories are played with short times. */
export async function makeKind(
  url: string,
  preset: string,
  name: string,
  changes: Partial<KindDocument>,
): Promise<void> {
  const { name: _, ...document } = PRESETS.find((one) => one.name === preset) ?? { name: "" };
  const { status, body } = await rest(url, "PUT", `/kinds/${name}`, { ...document, ...changes });
  if (status !== 200) throw new Error(`the kind ${name} is refused: ${JSON.stringify(body)}`);
}

/** Resolves when this server has heard of a kind, be it from another one. */
export const knowsKind = (url: string, name: string): Promise<void> =>
  until(async () => (await rest(url, "GET", `/kinds/${name}`)).status === 200);
