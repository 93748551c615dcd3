import { beforeEach, describe, expect, test } from "bun:test";
import { type AnyEvent, Kind, refusal, type StreamName } from "@parlor/protocol";
import { PRESETS, type RoomState } from "@parlor/rules";
import { Batch } from "./batch.ts";
import { type StreamDraft, StreamsWanted, type Submission } from "./decision.ts";
import { OpenStream } from "./open-stream.ts";

const kind = Kind.parse(PRESETS.find(({ name }) => name === "community"));
const seats = Kind.parse(PRESETS.find(({ name }) => name === "coached"));
const ROOM: StreamName = "room:r";
const INBOX: StreamName = "inbox:ana";
let batch: Batch;
let room: OpenStream;
let inbox: OpenStream;

beforeEach(() => {
  batch = new Batch(1_000);
  room = new OpenStream(ROOM, () => "e1", undefined, 10);
  inbox = new OpenStream(INBOX, () => "e2", undefined, 10);
});

const created = (of = kind): StreamDraft => ({
  stream: ROOM,
  draft: { type: "room_created", data: { kind: of, title: "", description: "" } },
});
const posted = (no: number, text = `m${no}`): StreamDraft => ({
  stream: ROOM,
  draft: { type: "message_posted", data: { name: "Ana", no, text } },
});
const edited = (target: number, text: string): StreamDraft => ({
  stream: ROOM,
  draft: { type: "message_edited", data: { target, text } },
});
const deleted = (target: number): StreamDraft => ({
  stream: ROOM,
  draft: { type: "message_deleted", data: { target } },
});
const marked: StreamDraft = {
  stream: INBOX,
  draft: { type: "read_marked", data: { room: "r", read: { seq: 2, no: 1 } } },
};

const command = (key?: string, print = 1): Submission<unknown> => ({
  actor: "ana",
  ...(key !== undefined && { key, print }),
  streams: [ROOM],
  decide: () => ({ refused: refusal("too_many", "") }),
  repeated: () => undefined,
});

function write(drafts: readonly StreamDraft[], submission = command(), streams = [room, inbox]): readonly AnyEvent[] {
  const decided = batch.write(drafts, submission, streams);
  return decided.does === "write" ? decided.events : [];
}

describe("what is decided in one batch", () => {
  test("[ORDER-1] gets the places after each other, and is seen by what is decided after it", () => {
    expect(write([created(), posted(1)]).map(({ seq, id }) => [seq, id])).toEqual([
      [1, "e1-1"],
      [2, "e1-2"],
    ]);
    expect(write([posted(2)])[0]?.seq).toBe(3);
    let seen: RoomState | undefined;
    let next = 0;
    batch.decide(
      {
        ...command(),
        decide: (view) => {
          seen = view.state(ROOM) as RoomState;
          next = view.nextSeq(ROOM);
          return { drafts: [], reply: () => undefined };
        },
      },
      [room],
    );
    expect([seen?.messageCount, next]).toEqual([2, 4]);
    // Nothing of it is true before the store says so.
    expect([room.head, room.state]).toEqual([0, undefined]);
    expect(batch.groups.map((group) => group.map(({ expectedHead }) => expectedHead))).toEqual([[0], [2]]);
  });

  test("[DURABLE-3] is one group for each command, over all its streams", () => {
    write([created(), marked]);
    expect(batch.groups).toHaveLength(1);
    expect(batch.groups[0]?.map(({ stream, events }) => [stream, events.length])).toEqual([
      [ROOM, 1],
      [INBOX, 1],
    ]);
  });

  test("[ONCE-4] remembers keys for the batch, with the first event of the command alone", () => {
    write([created(), posted(1)], command("make"));
    expect(batch.firstUse(room, "ana", "make")).toMatchObject({ row: { seq: 1 }, print: 1 });
    expect(batch.firstUse(room, "ben", "make")).toBeUndefined();
    expect(batch.groups[0]?.[0]?.events.map(({ key }) => key)).toEqual(["make", undefined]);
    expect(() => write([marked, posted(2)], command("other"))).toThrow("belongs to room:r");
  });

  test("nothing is nothing to store", () => {
    expect(batch.write([], command("key"), [room])).toEqual({ does: "answer" });
    expect(batch.groups).toEqual([]);
  });

  test("wants the streams that are not at hand, for looking and for writing", () => {
    expect(() => batch.write([created(), marked], command(), [room])).toThrow(StreamsWanted);
    const looks = {
      ...command(),
      decide: (view: Parameters<Submission<unknown>["decide"]>[0]) => (
        view.state(INBOX),
        { drafts: [], reply: () => undefined }
      ),
    };
    expect(() => batch.decide(looks, [room])).toThrow(INBOX);
    expect(batch.groups).toEqual([]);
  });
});

describe("a message that is changed in the batch that it was decided in", () => {
  const current = () =>
    batch.groups
      .flatMap((group) => group.flatMap(({ revisions }) => revisions))
      .map(({ seq, json }) => [seq, (JSON.parse(json) as { data: { text?: string; rev: number } }).data]);

  test("[RESUME-6] is stored as it is after each change that its row is at hand for", () => {
    const decided = batch.write([created(), posted(1)], command(), [room]);
    if (decided.does !== "write") throw new Error("nothing was written");
    for (const { stream, events, prints, stateAfter } of decided.changes) stream.advance(events, stateAfter, prints);
    batch = new Batch(1_001);
    write([edited(2, "one")]);
    write([edited(2, "two")]);
    write([deleted(2)]);
    expect(current().map(([seq, data]) => [seq, (data as { text?: string }).text])).toEqual([
      [2, "one"],
      [2, "two"],
      [2, undefined],
    ]);
    expect(batch.groups.at(-1)?.[0]?.redactions).toEqual([2]);
  });
});

describe("beside the events", () => {
  test("the list of rooms hears of a change that shows in it, and of no other", () => {
    write([created(), posted(1)]);
    write([posted(2)]);
    write([{ stream: ROOM, draft: { type: "room_changed", data: { title: "Two", description: "" } } }]);
    const summaries = batch.groups.map(([append]) => append?.summary?.title);
    expect(summaries).toEqual(["", undefined, "Two"]);
    expect(batch.groups.map(([append]) => append?.count?.messages)).toEqual([1, 2, undefined]);
  });

  test("a deadline is stored when it is another than before", () => {
    write([created(seats)]);
    write([
      { stream: ROOM, draft: { type: "member_joined", data: { user: "ana", name: "Ana", role: "assistant", no: 0 } } },
    ]);
    write([posted(1)]);
    write([{ stream: ROOM, draft: { type: "room_closed", data: { reason: "" } } }]);
    const deadlines = batch.groups.map(([append]) => append?.deadline);
    expect(deadlines).toEqual([undefined, 0, undefined, null]);
  });

  test("the state is stored now and then, so that opening a stream never folds much", () => {
    write([created()]);
    for (let no = 1; no <= 450; no++) write([posted(no)]);
    const snapshots = batch.groups.flatMap(([append]) => append?.snapshot?.seq ?? []);
    expect(snapshots).toEqual([200, 400]);
  });
});
