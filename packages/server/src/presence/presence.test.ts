import { beforeEach, expect, test } from "bun:test";
import { BOUNDS, type PresenceSignal } from "@parlor/protocol";
import { HandClock } from "../testing/hand-clock.ts";
import { PresenceKeeper } from "./presence.ts";

const stream = "room:r";
const user = (id: string) => ({ id, name: id });
let clock: HandClock;
let told: PresenceSignal[];
let presence: PresenceKeeper<object>;

beforeEach(() => {
  clock = new HandClock();
  told = [];
  presence = new PresenceKeeper<object>({
    graceMs: 5_000,
    coalesceMs: 250,
    tell: (signal) => told.push(signal),
    moved: () => undefined,
    share: () => undefined,
    later: clock.later,
  });
});

const enter = (id: string, view: object, status: "online" | "away" = "online") =>
  presence.enter(stream, user(id), view, status);
const short = ({ count, here, gone }: PresenceSignal) => ({
  count,
  here: here?.map(({ id, status }) => `${id} ${status}`),
  gone,
});

test("[DEVICES-4] people who come together are told together", () => {
  enter("ana", {});
  enter("ben", {});
  expect(told).toEqual([]);
  clock.pass(500);
  expect(told.map(short)).toEqual([{ count: 2, here: ["ana online", "ben online"], gone: [] }]);
});

test("[DEVICES-4] who loses the last connection is gone after the grace, and not before", () => {
  const [phone, laptop] = [{}, {}];
  enter("ana", phone);
  enter("ana", laptop);
  clock.pass(1_000);
  presence.leave(stream, "ana", phone);
  clock.pass(60_000);
  expect(told.length).toBe(1);

  presence.leave(stream, "ana", laptop);
  clock.pass(4_999);
  expect(presence.snapshot(stream)).toEqual({ count: 1, people: [{ id: "ana", name: "ana", status: "online" }] });
  clock.pass(501);
  expect(told.slice(1).map(short)).toEqual([{ count: 0, here: [], gone: ["ana"] }]);
  expect(presence.snapshot(stream)).toEqual({ count: 0, people: [] });
});

test("[DEVICES-4] who is back within the grace was never away", () => {
  const before = {};
  enter("ana", before);
  clock.pass(1_000);
  presence.leave(stream, "ana", before);
  clock.pass(4_000);
  enter("ana", {});
  clock.pass(60_000);
  expect(told.length).toBe(1);
  expect(presence.isHere(stream, "ana")).toBe(true);
});

test("leaving on purpose needs no grace, and leaving twice is leaving once", () => {
  const view = {};
  enter("ana", view);
  presence.leave(stream, "ana", view, 0);
  presence.leave(stream, "ana", view, 0);
  presence.leave(stream, "ana", {}, 0);
  expect(presence.isHere(stream, "ana")).toBe(false);
  clock.pass(60_000);
  expect(clock.waiting).toBe(0);
});

test("[DEVICES-4] a person is away when all their devices are", () => {
  const [phone, laptop] = [{}, {}];
  enter("ana", phone);
  enter("ana", laptop);
  clock.pass(500);
  presence.setStatus(stream, "ana", phone, "away");
  clock.pass(500);
  expect(told.length).toBe(1);
  presence.setStatus(stream, "ana", laptop, "away");
  clock.pass(500);
  presence.setStatus(stream, "ana", laptop, "away");
  presence.setStatus(stream, "ana", {}, "online");
  clock.pass(500);
  expect(told.slice(1).map(short)).toEqual([{ count: 1, here: ["ana away"], gone: [] }]);
});

test("of a crowd only the count is told", () => {
  for (let index = 0; index <= BOUNDS.membersListed; index++) enter(`user ${index}`, {});
  clock.pass(500);
  expect(told).toEqual([{ stream, kind: "presence", count: BOUNDS.membersListed + 1 }]);
  expect(presence.snapshot(stream)).toEqual({ count: BOUNDS.membersListed + 1 });
});

test("[DEVICES-4] of a crowd that keeps coming the others hear when it has come, and after two seconds at the latest", () => {
  const comeEvery50Ms = (from: number, count: number) => {
    for (let index = from; index < from + count; index++) {
      enter(`user ${index}`, {});
      clock.pass(50);
    }
  };
  comeEvery50Ms(0, 30);
  expect(told).toEqual([]);
  clock.pass(400);
  expect(told.map(({ count, here }) => [count, here?.length])).toEqual([[30, 30]]);

  comeEvery50Ms(30, 50);
  expect(told.length).toBe(2);
  clock.pass(2_000);
  expect(told.flatMap(({ here = [] }) => here).map(({ id }) => id)).toEqual(
    Array.from({ length: 80 }, (_, index) => `user ${index}`),
  );
  expect(told.length).toBe(3);
});

test("who is shown is shown as they are now", () => {
  const [phone, laptop] = [{}, {}];
  const shown = () => JSON.parse(presence.snapshotJson(stream)) as unknown;
  const isAsItIs = () => expect(shown()).toEqual(presence.snapshot(stream));
  isAsItIs();
  enter("ana", phone);
  isAsItIs();
  presence.enter(stream, { id: "guest:1", name: 'Gil "the guest"', guest: true }, laptop, "online");
  isAsItIs();
  presence.setStatus(stream, "ana", phone, "away");
  isAsItIs();
  presence.elsewhere(stream, "another server", user("ana"), "online");
  isAsItIs();
  presence.leave(stream, "guest:1", laptop, 0);
  isAsItIs();
  expect(shown()).toEqual({ count: 1, people: [{ id: "ana", name: "ana", status: "online" }] });
  presence.leave(stream, "ana", phone, 0);
  presence.elsewhere(stream, "another server", user("ana"));
  isAsItIs();
  enter("ben", phone);
  isAsItIs();
  for (let index = 0; index < BOUNDS.membersListed; index++) enter(`user ${index}`, {});
  isAsItIs();
});
