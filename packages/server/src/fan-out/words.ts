import type { Present, Signal, StreamName, User } from "@parlor/protocol";
import type { News, Row } from "../storage/store.ts";
import type { Committed } from "../streams/journal.ts";

/** Whom a server has in a room, or what changed about that. */
export interface PresenceWords {
  /** Nobody but these is there any more. */
  readonly all?: true | undefined;
  readonly here: readonly Present[];
  readonly gone: readonly string[];
}

/** What servers say about one stream. */
export type StreamWords =
  | { readonly about: "news"; readonly news: News }
  | { readonly about: "signal"; readonly signal: Signal }
  | { readonly about: "typing"; readonly user: User; readonly on: boolean }
  | { readonly about: "presence"; readonly presence: PresenceWords }
  /** Somebody begins to look: whoever has people there says so. */
  | { readonly about: "who" };

/** JSON and ids never hold it, so that rows travel as they are. */
const SEPARATOR = "\u001f";
/** Above this only the head is told: who needs the rows reads them. */
const MAX_CHARS = 256 * 1024;

export function newsWords({ stream, events, prints }: Committed): string {
  const fields: (string | number)[] = ["n", stream.epoch, events.at(-1)?.event.seq ?? stream.head];
  let size = 0;
  for (const { json } of events) size += json.length;
  if (size <= MAX_CHARS) {
    for (const [index, { json }] of events.entries()) fields.push(prints?.[index] ?? "", json);
  }
  return fields.join(SEPARATOR);
}

export const signalWords = (signal: Signal): string => `s${SEPARATOR}${JSON.stringify(signal)}`;
export const typingWords = (user: User, on: boolean): string => `t${SEPARATOR}${JSON.stringify({ user, on })}`;
export const presenceWords = (presence: PresenceWords): string => `p${SEPARATOR}${JSON.stringify(presence)}`;
export const WHO = "w";

/** Only servers of one make talk here, so what is said is believed. Nothing: a newer server says what we do not know. */
export function streamWords(stream: StreamName, words: string): StreamWords | undefined {
  const fields = words.split(SEPARATOR);
  const [kind, body = ""] = fields;
  switch (kind) {
    case "n":
      return { about: "news", news: news(stream, fields) };
    case "s":
      return { about: "signal", signal: JSON.parse(body) as Signal };
    case "t":
      return { about: "typing", ...(JSON.parse(body) as { user: User; on: boolean }) };
    case "p":
      return { about: "presence", presence: JSON.parse(body) as PresenceWords };
    case WHO:
      return { about: "who" };
    default:
      return undefined;
  }
}

function news(stream: StreamName, [, epoch = "", last = "", ...told]: readonly string[]): News {
  const head = Number(last);
  const count = told.length / 2;
  const rows: Row[] = [];
  const prints: (number | undefined)[] = [];
  for (let index = 0; index < count; index++) {
    const print = told[index * 2];
    prints.push(print ? Number(print) : undefined);
    rows.push({ seq: head - count + 1 + index, json: told[index * 2 + 1] ?? "" });
  }
  return { stream, epoch, head, rows, prints };
}
