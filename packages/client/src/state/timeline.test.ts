import { describe, expect, test } from "bun:test";
import type { RoomEvent } from "@parlor/protocol";
import { isRevision, roomFromView, type RoomState, roomView } from "@parlor/rules";
import { below, chance, pick, SEEDS } from "../testing/chance.ts";
import { type LogAnswer, RoomLog } from "../testing/room-log.ts";
import { addPage, catchUp, EMPTY_TIMELINE, isBehind, receive, startFrom, type Timeline, toFill } from "./timeline.ts";

const PEOPLE = ["ana", "bo", "cy"];
const EMOJI = ["👍", "🎉"];

function happen(log: RoomLog, random: () => number): RoomEvent {
  const posted = log.events.filter(({ type }) => type === "message_posted");
  const actor = pick(random, PEOPLE);
  const choice = random();
  if (posted.length === 0 || choice < 0.45) return log.post(actor, `text ${log.head}`);

  const target = pick(random, posted).seq;
  if (choice < 0.6) return log.append(actor, { type: "message_edited", data: { target, text: `edit ${log.head}` } });
  if (choice < 0.65) return log.append(actor, { type: "message_deleted", data: { target } });
  if (choice < 0.9) {
    const on = random() < 0.7;
    return log.append(actor, { type: "reaction_changed", data: { target, emoji: pick(random, EMOJI), on } });
  }
  return log.state.members.has(actor)
    ? log.append(actor, { type: "member_left", data: { user: actor, name: actor } })
    : log.join(actor);
}

function resume(timeline: Timeline, answer: LogAnswer): Timeline {
  if (answer.status === "events") return catchUp(timeline, answer.head, answer.events);
  return startFrom(answer.status === "reset" ? EMPTY_TIMELINE : timeline, {
    ...answer,
    room: roomFromView(answer.state),
  });
}

const cursorOf = ({ epoch, liveTo }: Timeline) => (epoch === undefined ? null : { epoch, seq: liveTo });

/** Everything held is what the log says now, and everything in the ranges is held. */
function expectTrue(timeline: Timeline, log: RoomLog): void {
  const drawn = timeline.ranges.flatMap(({ from, to }) => log.page(from, to)).filter((event) => !isRevision(event));
  expect(timeline.held.map(({ event }) => event)).toEqual(drawn);
}

function expectCaughtUp(timeline: Timeline, log: RoomLog): void {
  expectTrue(timeline, log);
  expect(isBehind(timeline)).toBe(false);
  expect(timeline.liveTo).toBe(log.head);
  expect(timeline.room && stateOf(timeline.room)).toEqual(stateOf(log.state));
}

/** Members in no order: who rejoined stands elsewhere in a list that began with a snapshot. */
function stateOf(room: RoomState) {
  const { members, ...rest } = roomView(room);
  return { ...rest, members: members.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function fillHoles(timeline: Timeline, log: RoomLog): Timeline {
  let filled = timeline;
  for (let hole = toFill(filled); hole; hole = toFill(filled)) {
    filled = addPage(filled, log.history({ after: hole.from - 1, limit: Math.min(5, hole.to - hole.from + 1) }));
  }
  return filled;
}

/** One client on a bad network: frames are lost, repeated and late, pages arrive old, connections are cut. */
function history(seed: number) {
  const random = chance(seed);
  const log = new RoomLog("general");
  for (let i = below(random, 12); i > 0; i -= 1) happen(log, random);

  const memory = pick(random, [0, 3, 100]);
  const newest = pick(random, [0, 2, 50]);
  let timeline = resume(EMPTY_TIMELINE, log.answer(null, memory, newest));
  let onTheWay: RoomEvent[][] = [];
  let pages: ReturnType<RoomLog["history"]>[] = [];
  let faults = 0;

  for (let step = 0; step < 4 + (seed % 14); step += 1) {
    const choice = random();
    if (choice < 0.5) {
      const frame = Array.from({ length: 1 + below(random, 3) }, () => happen(log, random));
      if (random() < 0.15) faults += 1;
      else onTheWay.push(frame);
      if (random() < 0.15) onTheWay.push(frame);
      if (random() < 0.2) onTheWay.reverse();
    } else if (choice < 0.65) {
      pages.push(log.history({ before: 1 + below(random, log.head + 1), limit: 1 + below(random, 4) }));
    } else if (choice < 0.75) {
      for (const page of pages) timeline = addPage(timeline, page);
      pages = [];
    } else if (choice < 0.85) {
      const hole = toFill(timeline);
      if (hole) pages.push(log.history({ after: hole.from - 1, limit: 3 }));
    } else if (choice < 0.95) {
      onTheWay = [];
      pages = [];
      timeline = resume(timeline, log.answer(cursorOf(timeline), memory, newest));
    } else {
      for (const frame of onTheWay) timeline = receive(timeline, log.epoch, frame);
      onTheWay = [];
    }
  }
  for (const frame of onTheWay) timeline = receive(timeline, log.epoch, frame);
  for (const page of pages) timeline = addPage(timeline, page);
  return { log, timeline, faults };
}

describe("timeline", () => {
  test.each(SEEDS)("whatever the network does, catching up heals it (seed %i)", (seed) => {
    const { log, timeline } = history(seed);

    const resumed = resume(timeline, log.answer(cursorOf(timeline)));
    expectCaughtUp(fillHoles(resumed, log), log);
  });

  test.each(SEEDS)("without holes and nothing on the way, what is held is true at once (seed %i)", (seed) => {
    const { log, timeline } = history(seed);

    if (timeline.liveTo === log.head && !toFill(timeline)) expectCaughtUp(timeline, log);
    else expectTrue(fillHoles(resume(timeline, log.answer(cursorOf(timeline))), log), log);
  });

  test("the histories do lose frames, or they would prove nothing", () => {
    const histories = SEEDS.map(history);

    expect(histories.filter(({ faults }) => faults > 0).length).toBeGreaterThan(50);
    expect(histories.filter(({ timeline }) => isBehind(timeline)).length).toBeGreaterThan(20);
    expect(histories.filter(({ timeline }) => timeline.ranges.length > 1).length).toBeGreaterThan(20);
    expect(histories.filter(({ log, timeline }) => timeline.liveTo === log.head).length).toBeGreaterThan(20);
  });

  const roomOf = (messages: number) => {
    const log = new RoomLog("general");
    for (let i = 0; i < messages; i += 1) log.post("ana", `${i}`);
    return log;
  };

  test("a jump to an old message opens a range of its own, and live messages go to theirs", () => {
    const log = roomOf(300);
    const opened = resume(EMPTY_TIMELINE, log.answer(null));
    const jumped = addPage(opened, log.history({ before: 60, limit: 20 }));
    const live = receive(jumped, log.epoch, [log.post("bo", "new")]);

    expect(live.ranges).toEqual([
      { from: 40, to: 59 },
      { from: 252, to: 302 },
    ]);
    expect(isBehind(live)).toBe(false);
    expect(toFill(live)).toBeUndefined();
    expectTrue(live, log);
  });

  test("[RESUME-6] a page that was read before an edit, and arrives after it, shows the edit", () => {
    const log = roomOf(200);
    const opened = resume(EMPTY_TIMELINE, log.answer(null));
    const page = log.history({ before: 20, limit: 10 });
    const edit = log.append("ana", { type: "message_edited", data: { target: 15, text: "other" } });

    expectTrue(addPage(receive(opened, log.epoch, [edit]), page), log);
  });

  test("a change found in a hole comes before the changes after it", () => {
    const log = roomOf(3);
    const opened = resume(EMPTY_TIMELINE, log.answer(null));
    const first = log.append("ana", { type: "reaction_changed", data: { target: 2, emoji: "👍", on: true } });
    const second = log.append("bo", { type: "reaction_changed", data: { target: 2, emoji: "🎉", on: true } });
    const behind = receive(opened, log.epoch, [second]);

    expect(toFill(behind)).toEqual({ from: first.seq, to: first.seq });
    expectCaughtUp(fillHoles(behind, log), log);
  });

  test("after a long absence what was held is dropped, because some of it may be deleted by now", () => {
    const log = roomOf(10);
    const before = resume(EMPTY_TIMELINE, log.answer(null));
    log.append("ana", { type: "message_deleted", data: { target: 5 } });
    for (let i = 0; i < 1_200; i += 1) log.post("bo", `${i}`);

    const after = resume(before, log.answer(cursorOf(before)));
    expect(toFill(after)).toBeUndefined();
    expect(after.held[0]?.event.seq).toBeGreaterThan(1_000);
    expectCaughtUp(after, log);
  });

  test("another epoch is another log: nothing of the old one stays", () => {
    const before = resume(EMPTY_TIMELINE, roomOf(80).answer(null));
    const other = new RoomLog("general", "e2");
    other.post("bo", "first");

    const after = resume(before, other.answer(cursorOf(before)));
    expectCaughtUp(after, other);
    expect(receive(after, "e1", [roomOf(80).post("ana", "late")])).toBe(after);
  });

  test("an event of a newer server takes its place and changes nothing else", () => {
    const log = roomOf(3);
    const opened = resume(EMPTY_TIMELINE, log.answer(null));
    const unknown = { seq: 5, id: "5", type: "room_painted", at: 5, actor: "ana", data: { colour: "red" } };
    const after = receive(opened, log.epoch, [unknown]);

    expect(after.liveTo).toBe(5);
    expect(after.held).toEqual(opened.held);
    expect(after.room).toEqual(opened.room);
  });

  test("what is held is bounded, and what is dropped is the oldest", () => {
    const log = roomOf(0);
    let timeline = resume(EMPTY_TIMELINE, log.answer(null));
    for (let i = 0; i < 110; i += 1) {
      timeline = receive(
        timeline,
        log.epoch,
        Array.from({ length: 100 }, () => log.post("ana", "x")),
      );
    }
    expect(timeline.held.length).toBeLessThanOrEqual(10_000);
    expectCaughtUp(timeline, log);
  });
});
