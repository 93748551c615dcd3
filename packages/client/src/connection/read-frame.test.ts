import { expect, test } from "bun:test";
import { readFrame } from "./read-frame.ts";

const event = { seq: 1, id: "1", type: "message_posted", at: 1, actor: "ana", data: {} };

const GOOD = [
  { type: "reply", id: 1, payload: null },
  { type: "refusal", id: "a", payload: { code: "too_fast", message: "Slower.", retry: "later" } },
  { type: "refusal", payload: { code: "bad_frame", message: "What?", retry: "never" } },
  { type: "events", payload: { stream: "room:a", epoch: "e", events: [event] } },
  { type: "signal", payload: { stream: "room:a", kind: "typing", user: "ana", name: "Ana", on: true } },
  { type: "signal", payload: { stream: "room:a", kind: "of tomorrow" } },
  {
    type: "resumed",
    payload: { streams: [{ stream: "room:a", status: "refused", code: "not_a_member", message: "" }] },
  },
  { type: "resumed", payload: { streams: [{ stream: "room:a", status: "events", head: 1, events: [event] }] } },
  { type: "view_closed", payload: { stream: "room:a", code: "not_a_member", message: "" } },
];

const BAD = [
  undefined,
  new ArrayBuffer(4),
  "",
  "{",
  "null",
  "[]",
  "42",
  '"events"',
  JSON.stringify({ type: "of tomorrow", payload: {} }),
  JSON.stringify({ type: "reply", payload: {} }),
  JSON.stringify({ type: "refusal", id: 1 }),
  JSON.stringify({ type: "events", payload: { stream: "room:a", epoch: "e", events: null } }),
  JSON.stringify({ type: "events", payload: { stream: "room:a", epoch: "e", events: [null] } }),
  JSON.stringify({ type: "events", payload: { stream: "room:a", epoch: "e", events: [{ ...event, seq: "1" }] } }),
  JSON.stringify({ type: "events", payload: { stream: "room:a", epoch: "e", events: [{ ...event, data: null }] } }),
  JSON.stringify({ type: "resumed", payload: { streams: {} } }),
  JSON.stringify({ type: "resumed", payload: { streams: [{ stream: "room:a", status: "newest" }] } }),
  JSON.stringify({ type: "signal", payload: { kind: "typing" } }),
];

test.each(GOOD.map((frame) => [frame]))("%j is a frame", (frame: unknown) => {
  expect<unknown>(readFrame(JSON.stringify(frame))).toEqual(frame);
});

test.each(BAD.map((raw) => [raw]))("%s is not a frame, and does no harm", (raw) => {
  expect(readFrame(raw)).toBeUndefined();
});
