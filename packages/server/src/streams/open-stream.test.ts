import { beforeEach, describe, expect, test } from "bun:test";
import { type AnyEvent, Kind } from "@parlor/protocol";
import { PRESETS, type RoomState } from "@parlor/rules";
import { type Encoded, OpenStream } from "./open-stream.ts";
import { foldStream, stateToJson } from "./stream-state.ts";

const kind = Kind.parse(PRESETS.find(({ name }) => name === "community"));
const encode = (seq: number, type: string, data: object, key?: string): Encoded => {
  const event = { seq, id: `e-${seq}`, type, at: seq, actor: "ana", ...(key && { key }), data } as unknown as AnyEvent;
  return { event, json: JSON.stringify(event) };
};
const created = encode(1, "room_created", { kind, title: "", description: "" });
const message = (seq: number, key?: string) =>
  encode(seq, "message_posted", { name: "Ana", no: seq - 1, text: `m${seq}` }, key);
const edit = (seq: number, target: number, text: string) => encode(seq, "message_edited", { target, text });
const rowOf = ({ event, json }: Encoded) => ({ seq: event.seq, json });
const textAt = (stream: OpenStream, seq: number) =>
  (JSON.parse(stream.row(seq)!.json) as { data: { text?: string } }).data.text;

const WINDOW = 5;
let stream: OpenStream;
const stateAfter = (events: readonly Encoded[]) =>
  events.reduce((state, { event }) => foldStream("room:r", state, event), stream.state);
const advance = (...events: Encoded[]) =>
  stream.advance(
    events,
    stateAfter(events),
    events.map(() => 7),
  );

beforeEach(() => {
  const rows = [rowOf(created)];
  stream = new OpenStream("room:r", () => "new", { epoch: "e", head: 1, snapshot: undefined, rows }, WINDOW);
});

describe("a stream in memory", () => {
  test("that was never stored is empty, with an epoch of its own", () => {
    const fresh = new OpenStream("room:other", (name) => `new ${name}`, undefined, WINDOW);
    expect([fresh.head, fresh.epoch, fresh.state]).toEqual([0, "new room:other", undefined]);
  });

  test("is what its snapshot and the rows after it add up to", () => {
    advance(message(2), message(3));
    const snapshot = { seq: 2, json: stateToJson("room:r", { ...(stream.state as RoomState), messageCount: 1 }) };
    const again = new OpenStream(
      "room:r",
      () => "new",
      { epoch: "e", head: 3, snapshot, rows: [message(2), message(3)].map(rowOf) },
      WINDOW,
    );
    expect((again.state as RoomState).messageCount).toBe(2);
    expect([again.head, again.snapshotSeq]).toEqual([3, 2]);
  });

  test("[ORDER-2] takes what was committed once, however often and from whomever it hears of it", () => {
    expect(advance(message(2), message(3)).map(({ event }) => event.seq)).toEqual([2, 3]);
    expect(stream.receive([message(2), message(3), message(4)].map(rowOf)).map(({ event }) => event.seq)).toEqual([4]);
    expect(advance(message(3), message(4))).toEqual([]);
    expect(stream.head).toBe(4);
    expect(stream.window.after(0)?.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect((stream.state as RoomState).messageCount).toBe(3);
  });

  test("[ONCE-1] remembers whose key made which event, and nothing of what another server stored without telling", () => {
    advance(message(2, "one"));
    expect(stream.firstUse("ana", "one")).toMatchObject({ row: rowOf(message(2, "one")), print: 7 });
    expect(stream.firstUse("ben", "one")).toBeUndefined();
    stream.receive([rowOf(message(3, "two"))]);
    expect(stream.firstUse("ana", "two")).toBeUndefined();
    stream.receive([rowOf(message(4, "three"))], [9]);
    expect(stream.firstUse("ana", "three")?.print).toBe(9);
  });
});

describe("a message's row", () => {
  test("[RESUME-6] is the message as it is now, and after its deletion no text of it is left", () => {
    advance(message(2), edit(3, 2, "second"), edit(4, 2, "third"));
    expect(textAt(stream, 2)).toBe("third");
    advance(encode(5, "message_deleted", { target: 2 }));
    expect(textAt(stream, 2)).toBeUndefined();
    expect(JSON.stringify(stream.window.after(0))).not.toContain("third");
    expect(JSON.stringify(stream.window.after(0))).not.toContain("second");
  });

  test("that is no longer in the window is kept up to date while somebody holds it, also while it is read", () => {
    advance(message(2), ...Array.from({ length: 3 * WINDOW }, (_, index) => message(index + 3)));
    const head = stream.head;
    expect(stream.row(2)).toBeUndefined();
    expect(stream.hold(2)).toBe(true);
    // Changed before what was read of it is here.
    advance(edit(head + 1, 2, "meanwhile"));
    expect(stream.row(2)).toBeUndefined();
    stream.fill(rowOf(message(2)));
    expect(textAt(stream, 2)).toBe("meanwhile");
    expect(stream.hold(2)).toBe(false);
    advance(edit(head + 2, 2, "later"));
    expect(textAt(stream, 2)).toBe("later");
    // Read before, and handed over late: what is newer stays.
    stream.fill(rowOf(message(2)));
    expect(textAt(stream, 2)).toBe("later");
    stream.release(2);
    expect(stream.row(2)).toBeDefined();
    stream.release(2);
    expect(stream.row(2)).toBeUndefined();
  });
});

test("a stream is busy until everybody who began with it has ended", () => {
  stream.begin();
  stream.begin();
  stream.end();
  expect(stream.busy).toBe(true);
  stream.end();
  expect(stream.busy).toBe(false);
});
