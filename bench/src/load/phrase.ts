import { NUMBER_SLOT } from "../message-text.ts";
import { clientFrame } from "./frames.ts";

const DIGITS = NUMBER_SLOT.length;

/** A frame said many times, with its number put into the same bytes each time: no JSON is made while measuring. */
export class Phrase {
  readonly #frame: Buffer;
  readonly #slots: number[] = [];

  /** Every run of `########` in the text is a slot for the number. */
  constructor(text: string) {
    this.#frame = clientFrame(text);
    for (let at = this.#frame.indexOf(NUMBER_SLOT); at >= 0; at = this.#frame.indexOf(NUMBER_SLOT, at + DIGITS))
      this.#slots.push(at);
  }

  get bytes(): number {
    return this.#frame.length;
  }

  /** Frames numbered from `first`, in one piece for one write. */
  frames(first: number, count: number): Buffer {
    const all = Buffer.allocUnsafe(this.#frame.length * count);
    for (let n = 0; n < count; n += 1) {
      const at = n * this.#frame.length;
      this.#frame.copy(all, at);
      for (const slot of this.#slots) writeNumber(all, at + slot, NUMBERS_FROM + first + n);
    }
    return all;
  }
}

/** JSON numbers may not begin with a zero, so the first one already has all its digits. */
const NUMBERS_FROM = 10 ** (DIGITS - 1);

function writeNumber(bytes: Uint8Array, at: number, number: number): void {
  let rest = number;
  for (let digit = DIGITS - 1; digit >= 0; digit -= 1) {
    bytes[at + digit] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
