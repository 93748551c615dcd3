import type { AnyEvent } from "@parlor/protocol";
import { revise, type Revision } from "@parlor/rules";
import type { Row } from "../storage/store.ts";

const SLICES_KEPT = 32;

/** The newest rows of a stream, as they travel now. Oldest first, without holes. */
export class Window {
  readonly #rows: Row[];
  readonly #size: number;
  /** Slices that were asked for since the last change. A crowd that returns asks for the same one. */
  readonly #slices = new Map<number, readonly Row[]>();

  constructor(rows: readonly Row[], size: number) {
    this.#size = size;
    this.#rows = rows.slice(-size);
  }

  /** The first seq that is here. */
  get from(): number {
    return this.#rows[0]?.seq ?? 1;
  }

  push(row: Row): void {
    if (this.#slices.size > 0) this.#slices.clear();
    this.#rows.push(row);
    // Cut in strokes: a shift per message would move the whole window every time.
    if (this.#rows.length >= this.#size * 2) this.#rows.splice(0, this.#rows.length - this.#size);
  }

  at(seq: number): Row | undefined {
    return this.#rows[seq - this.from];
  }

  replace(row: Row): void {
    const index = row.seq - this.from;
    if (index < 0 || index >= this.#rows.length) return;
    this.#rows[index] = row;
    this.#slices.clear();
  }

  /** Everything after `seq`, or undefined when that begins before the window. */
  after(seq: number): readonly Row[] | undefined {
    const start = seq + 1 - this.from;
    return start >= 0 ? this.#slice(start) : undefined;
  }

  newest(limit: number): readonly Row[] {
    return limit > 0 ? this.#slice(Math.max(0, this.#rows.length - limit)) : [];
  }

  #slice(start: number): readonly Row[] {
    const known = this.#slices.get(start);
    if (known) return known;
    const slice = this.#rows.slice(start);
    if (this.#slices.size < SLICES_KEPT) this.#slices.set(start, slice);
    return slice;
  }

  /** Takes the text out of earlier edits of a message that is deleted now. */
  redactEdits(target: number): void {
    for (const row of this.#rows) {
      if (!row.json.includes('"type":"message_edited"')) continue;
      const event = parseRow(row);
      if (event.type === "message_edited" && event.data.target === target) {
        this.replace({ seq: row.seq, json: JSON.stringify({ ...event, data: { target } }) });
      }
    }
  }
}

export const parseRow = (row: Row): AnyEvent => JSON.parse(row.json) as AnyEvent;

/** A message's row after an event that changes it, or undefined when the row is no message. */
export function reviseRow(row: Row, event: Revision): Row | undefined {
  const posted = parseRow(row);
  return posted.type === "message_posted" ? { seq: row.seq, json: JSON.stringify(revise(posted, event)) } : undefined;
}
