export const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** Called with a whole frame's payload as it lies in the chunk: bytes from `start` to `end`, not copied. */
export type FrameHandler = (bytes: Uint8Array, start: number, end: number, opcode: number) => void;

/** A frame as a client sends it (RFC 6455, 5.2). The mask is zero, so that masking costs the load nothing. */
export function clientFrame(payload: string | Uint8Array, opcode: number = OPCODE.text): Buffer {
  const body = Buffer.from(payload as Uint8Array);
  const header =
    body.length < 126
      ? [0x80 | opcode, 0x80 | body.length]
      : [0x80 | opcode, 0x80 | 126, body.length >> 8, body.length & 0xff];
  if (body.length > 0xffff) throw new Error(`a frame of ${body.length} bytes is more than the load ever says`);

  return Buffer.concat([Buffer.from(header), Buffer.alloc(4), body]);
}

/** Cuts what a server sends into frames. Servers here do not fragment and do not mask. */
export class FrameReader {
  readonly #onFrame: FrameHandler;
  #rest: Buffer | undefined;

  constructor(onFrame: FrameHandler) {
    this.#onFrame = onFrame;
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const start = at + headerBytes(bytes, at);
      const end = start + payloadBytes(bytes, at);
      if (!(end <= bytes.length)) break;
      this.#onFrame(bytes, start, end, bytes[at]! & 0x0f);
      at = end;
    }
    this.#rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : undefined;
  }
}

function headerBytes(bytes: Uint8Array, at: number): number {
  const short = bytes[at + 1]! & 0x7f;
  return short < 126 ? 2 : short === 126 ? 4 : 10;
}

/** NaN while the header is not all there, which compares as "not yet". */
function payloadBytes(bytes: Uint8Array, at: number): number {
  const short = bytes[at + 1]!;
  if (short === undefined) return NaN;
  if (short < 126) return short;
  if (short === 126) return bytes[at + 2]! * 256 + bytes[at + 3]!;

  let length = 0;
  for (let n = 2; n < 10; n += 1) length = length * 256 + bytes[at + n]!;
  return length;
}
