import { describe, expect, test } from "bun:test";
import { refusal, type StreamName } from "@parlor/protocol";
import { done, refused } from "../outcome.ts";
import type { AppendResult } from "../storage/store.ts";
import type { Change } from "./batch.ts";
import { OpenStream } from "./open-stream.ts";
import { type Entry, type Pending, settled } from "./settlement.ts";

const open = (name: StreamName) => new OpenStream(name, () => "e1", undefined, 10);
const room = open("room:r");
const inbox = open("inbox:ana");
const other = open("room:other");

function pending(streams: readonly OpenStream[], print = 1): Pending {
  const submission = {
    actor: "ana",
    key: "k",
    print,
    streams: ["room:r"],
    decide: () => ({ refused: refusal("too_many", "") }),
    repeated: ({ seq }) => ({ first: seq }),
  } satisfies Pending["submission"];
  return { submission, streams, resolve() {}, reject() {}, tries: 0, asked: false };
}
const change = (stream: OpenStream): Change => ({
  stream,
  events: [],
  prints: [],
  stateAfter: undefined,
  snapshotSeq: undefined,
});
const writes = (group: number, streams: readonly OpenStream[], print?: number): Entry => ({
  does: "write",
  pending: pending(streams, print),
  group,
  changes: streams.map(change),
  outcome: () => done(`write ${group}`),
});
const answers = (does: "answer" | "look", streams: readonly OpenStream[]): Entry => ({
  does,
  pending: pending(streams),
  outcome: () => done(does),
});
const row = { seq: 7, json: '{"seq":7}' };
const STORED: AppendResult = { status: "stored" };
const MOVED: AppendResult = { status: "moved" };
const REPEATED: AppendResult = { status: "repeated", row, print: 1 };

describe("what becomes of a batch", () => {
  test("what is stored counts, stream by stream in its order, and is answered in order with what needed nothing", () => {
    const entries = [writes(0, [room, inbox]), answers("answer", [room]), writes(1, [room]), answers("look", [room])];
    const { changes, outcomes, looks, again, behind } = settled(entries, [STORED, STORED]);

    expect(changes.map(({ stream }) => stream.name)).toEqual(["room:r", "inbox:ana", "room:r"]);
    expect(outcomes.map(({ outcome }) => outcome())).toEqual([done("write 0"), done("answer"), done("write 1")]);
    expect(looks).toEqual([entries[3]!]);
    expect([again, [...behind]]).toEqual([[], []]);
  });

  test("where another server was quicker, all that stands on that stream is decided again, and nothing else", () => {
    const entries = [writes(0, [room]), writes(1, [room, inbox]), answers("answer", [inbox]), writes(2, [other])];
    const { changes, outcomes, again, behind } = settled(entries, [MOVED, MOVED, STORED]);

    expect(again).toEqual(entries.slice(0, 3).map((entry) => entry.pending));
    // Of the inbox nobody stored anything: only what was decided here did not happen.
    expect([...behind]).toEqual([room]);
    expect(changes.map(({ stream }) => stream.name)).toEqual(["room:other"]);
    expect(outcomes).toEqual([entries[3]!]);
  });

  test("[ONCE-1] a repetition gets the first answer, and what was decided on top of it is decided again", () => {
    const entries = [writes(0, [room]), writes(1, [room]), answers("look", [room])];
    const { changes, outcomes, looks, again, behind } = settled(entries, [REPEATED, MOVED]);

    expect(outcomes.map(({ outcome }) => outcome())).toEqual([done({ first: 7 })]);
    expect(again).toEqual([entries[1]!.pending, entries[2]!.pending]);
    expect([changes, looks, [...behind]]).toEqual([[], [], []]);
  });

  test("[ONCE-2] the same key with another print is refused", () => {
    const { outcomes } = settled([writes(0, [room], 2)], [REPEATED]);

    expect(outcomes.map(({ outcome }) => outcome())).toEqual([
      refused(refusal("key_reused", "This key was used before, for something else.")),
    ]);
  });
});
