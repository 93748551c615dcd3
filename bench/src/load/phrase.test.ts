import { expect, test } from "bun:test";
import { countMarks } from "./marks.ts";
import { messageText } from "../message-text.ts";
import { FrameReader } from "./frames.ts";
import { Phrase } from "./phrase.ts";
import { parlor } from "./tongues/parlor.ts";

const seat = { who: 7, room: 3, speaks: true };

test("each saying is valid JSON with its own id, key and text", () => {
  const said = read(parlor.phrase(seat, messageText(200)).frames(0, 3)).map((text) => JSON.parse(text) as Saying);
  expect(new Set(said.map(({ id }) => id)).size).toBe(3);
  expect(new Set(said.map(({ payload }) => payload.key)).size).toBe(3);
  expect(new Set(said.map(({ payload }) => payload.text)).size).toBe(3);
  expect(said.every(({ payload }) => payload.text.length === 200)).toBe(true);
});

interface Saying {
  readonly id: number;
  readonly payload: { readonly key: string; readonly text: string };
}

test("every message is counted once, however many share a frame", () => {
  const frame = Buffer.from(JSON.stringify(Array.from({ length: 50 }, () => ({ text: messageText(200) }))));
  expect(countMarks(frame, 0, frame.length, 200)).toBe(50);
});

test("marks of the next frame are not counted with this one", () => {
  const two = new Phrase(messageText(64)).frames(0, 2);
  const counts: number[] = [];
  new FrameReader((bytes, start, end) => counts.push(countMarks(bytes, start, end, 64))).push(unmasked(two));
  expect(counts).toEqual([1, 1]);
});

function read(frames: Buffer): string[] {
  const texts: string[] = [];
  new FrameReader((bytes, start, end) => texts.push(Buffer.from(bytes.slice(start, end)).toString())).push(
    unmasked(frames),
  );
  return texts;
}

/** What a client sends is masked, here with zero: without the mask bit and the mask it is what a server sends. */
function unmasked(frames: Buffer): Buffer {
  const out: Buffer[] = [];
  for (let at = 0; at < frames.length;) {
    const short = frames[at + 1]! & 0x7f;
    const header = short === 126 ? 4 : 2;
    const length = short === 126 ? frames.readUInt16BE(at + 2) : short;
    const head = Buffer.from(frames.subarray(at, at + header));
    head[1] = short;
    out.push(head, frames.subarray(at + header + 4, at + header + 4 + length));
    at += header + 4 + length;
  }
  return Buffer.concat(out);
}
