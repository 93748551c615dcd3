/** A stored message, cut where the next ones differ: `pieces[0] + fills[0] + pieces[1] + …`. */
export interface Template {
  readonly pieces: readonly string[];
  readonly fills: readonly Fill[];
}

export type Fill = "seq" | "key" | "no";

interface StoredMessage {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly data: { readonly no: number };
}

/** Cuts the JSON of a message that the server itself has stored, so that the copies look as the server writes them. */
export function templateOf(body: string): Template {
  const { seq, id, key, data } = JSON.parse(body) as StoredMessage;
  const cut = body
    .replace(`"seq":${seq},`, `"seq":@seq@,`)
    .replace(`"id":"${id}"`, `"id":"${id.slice(0, -String(seq).length)}@seq@"`)
    .replace(`"key":"${key}"`, `"key":"@key@"`)
    .replace(`"no":${data.no},`, `"no":@no@,`)
    .split(/@(seq|key|no)@/);
  const pieces = cut.filter((_, n) => n % 2 === 0);
  const fills = cut.filter((_, n) => n % 2 === 1) as Fill[];
  if (fills.length !== 4) throw new Error("a stored message no longer looks as the benchmark expects");

  return { pieces, fills };
}
