import type { Cursor } from "@parlor/protocol";

/** An event that a client has received last, and how much this server had told by then. */
export interface Offset {
  readonly cursor: Cursor;
  /** Absent when another server, or this one before a restart, told it. */
  readonly told: number | undefined;
  /** In which words the client heard it. */
  readonly form: string;
}

const REMEMBERED = 10_000;
const OFFSET = /^([a-zA-Z0-9]{1,32})-(\d{1,15})\.([a-z0-9]{1,16})\.([a-z0-9]{1,12})\.([a-z-]{1,32})$/;

/**
 * The order in which this server told events of different streams. Clients of Socket.IO remember one offset, that of
 * the last packet they received; with the order it says how far they got in every room they were in.
 */
export class ToldOrder {
  /** Tells counts of this run of the server from those of others. */
  readonly #run: string;
  readonly #told: Cursor[] = [];
  #before = 0;

  constructor(run: string) {
    this.#run = run;
  }

  /** How much was told by now. */
  get count(): number {
    return this.#before + this.#told.length;
  }

  add(epoch: string, seq: number): void {
    this.#told.push({ epoch, seq });
    // Cut in strokes: a shift per event would move all of it every time.
    if (this.#told.length >= REMEMBERED * 2) this.#before += this.#told.splice(0, REMEMBERED).length;
  }

  /** What travels beside a packet that brings a client up to this event of its room, and to `told` of all others. */
  offset({ epoch, seq }: Cursor, form: string, told = this.count): string {
    return `${epoch}-${seq}.${this.#run}.${told.toString(36)}.${form}`;
  }

  read(text: unknown): Offset | undefined {
    const [, epoch, seq, run, told, form] = typeof text === "string" ? (OFFSET.exec(text) ?? []) : [];
    if (epoch === undefined || told === undefined || form === undefined) return undefined;
    const cursor = { epoch, seq: Number(seq) };
    return { cursor, told: run === this.#run ? Number.parseInt(told, 36) : undefined, form };
  }

  /** How far a client with this offset got in a room that it had entered at `entered`. */
  reached({ cursor, told }: Offset, entered: Cursor): Cursor {
    if (cursor.epoch === entered.epoch) return cursor;
    for (let index = (told ?? this.#before) - this.#before - 1; index >= 0; index--) {
      const one = this.#told[index];
      if (one?.epoch === entered.epoch) return one.seq > entered.seq ? one : entered;
    }
    return entered;
  }
}
