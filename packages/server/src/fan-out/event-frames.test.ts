import { expect, test } from "bun:test";
import { type AnyEvent, Kind, ServerFrame } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import { type Encoded, OpenStream } from "../streams/open-stream.ts";
import { eventFrames } from "./event-frames.ts";

const encode = (seq: number, type: string, data: object): Encoded => {
  const event = { seq, id: `e-${seq}`, type, at: 1, actor: "ana", data } as unknown as AnyEvent;
  return { event, json: JSON.stringify(event) };
};
const message = (seq: number, text = "hi") => encode(seq, "message_posted", { name: "Ana", no: seq, text });
const leaving = (seq: number, user: string) => encode(seq, "member_left", { user, name: user });

/** A room of this kind, as it is after what is told. */
function room(kindName: string): OpenStream {
  const kind = Kind.parse(PRESETS.find(({ name }) => name === kindName));
  const { json } = encode(1, "room_created", { kind, title: "", description: "" });
  return new OpenStream(
    "room:r",
    () => "epoch",
    { epoch: "e", head: 1, snapshot: undefined, rows: [{ seq: 1, json }] },
    10,
  );
}

function framesOf(stream: OpenStream, events: readonly Encoded[]) {
  return eventFrames({ stream, events }).map(({ frame, leavers }) => {
    const parsed = ServerFrame.parse(JSON.parse(frame));
    if (parsed.type !== "events") throw new Error("not a frame of events");
    expect(parsed.payload).toMatchObject({ stream: "room:r", epoch: "e" });
    return { seqs: parsed.payload.events.map(({ seq }) => seq), leavers };
  });
}

test("events of one commit are one frame", () => {
  expect(framesOf(room("community"), [message(2), message(3), message(4)])).toEqual([{ seqs: [2, 3, 4], leavers: [] }]);
});

test("[ACCESS-2] a frame of a private room ends where somebody leaves, so that they hear nothing after it", () => {
  const events = [message(2), leaving(3, "ben"), message(4), leaving(5, "cleo"), leaving(6, "dora")];
  expect(framesOf(room("group"), events)).toEqual([
    { seqs: [2, 3], leavers: ["ben"] },
    { seqs: [4, 5], leavers: ["cleo"] },
    { seqs: [6], leavers: ["dora"] },
  ]);
  expect(framesOf(room("community"), events)).toEqual([{ seqs: [2, 3, 4, 5, 6], leavers: [] }]);
});

test("many events are several frames of bounded size, in their order", () => {
  const events = Array.from({ length: 40 }, (_, index) => message(index + 2, "x".repeat(9_000)));
  const frames = eventFrames({ stream: room("community"), events });
  expect(frames.length).toBeGreaterThan(3);
  expect(Math.max(...frames.map(({ frame }) => frame.length))).toBeLessThan(80_000);
  expect(framesOf(room("community"), events).flatMap(({ seqs }) => seqs)).toEqual(events.map(({ event }) => event.seq));
});

test("an event that is larger than a frame should be is a frame of its own, and no frame is empty", () => {
  const huge = message(2, "x".repeat(70_000));
  expect(framesOf(room("community"), [huge, message(3)])).toEqual([
    { seqs: [2], leavers: [] },
    { seqs: [3], leavers: [] },
  ]);
});
