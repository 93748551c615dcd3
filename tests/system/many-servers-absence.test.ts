import { afterAll, beforeAll, expect, test } from "bun:test";
import { Chatter, newKey } from "../support/chatter.ts";
import { Crowd } from "../support/crowd.ts";
import { OwnFleet } from "../support/fleet.ts";
import { Gate } from "../support/gate.ts";
import { hears, isTold } from "../support/hears.ts";
import { faultsOfRoom } from "../support/judge.ts";
import { logOf } from "../support/log-of.ts";
import { beats } from "../support/metrics.ts";
import { knowsKind, makeKind } from "../support/rest.ts";
import type { Server } from "../support/server.ts";
import { serverToken } from "../support/tokens.ts";
import { canHaveWrongClocks, withClock } from "../support/wrong-clock.ts";

// Side by side: each of these takes its time, and a server of its own.

/** Five times as often as usual, so that all that counts beats takes a fifth of its time. */
const BEAT_MS = 200;
const SERVER_BEAT_MS = `${BEAT_MS}`;
/** Longer than servers take to notice that one of them is not heard. */
const KEPT_BEATS = 10;
/** And longer than a seat is kept. */
const TOO_LONG_BEATS = 15;
/** Longer than it takes until one that is not heard counts as dead. */
const DEAD_BEATS = 36;
/** Longer than Postgres lets anybody stop in the middle of a turn. */
const OUT_OF_TURN_BEATS = 25;

let fleet: OwnFleet;
let one: Server;
beforeAll(async () => {
  fleet = await OwnFleet.start({ durable: true });
  one = await fleet.server({ SERVER_BEAT_MS });
  await makeKind(one.url, "direct", "kept", { seats: { total: 5, keepFor: `${KEPT_BEATS * BEAT_MS}ms` } });
}, 60_000);
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
}, 60_000);

/** A room whose seats are kept for a moment, with two people who sit there, both at this server. */
async function seatTwo(room: string, at: Server): Promise<{ mover: Chatter; leaver: Chatter; watcher: Chatter }> {
  await knowsKind(at.url, "kept");
  const members = [`${room} mover`, `${room} leaver`];
  const [mover, leaver] = await Promise.all(members.map((member) => Chatter.as(at.door, member)));
  const watcher = await Chatter.hello(one.door, serverToken());
  await watcher.ask("create_room", { room, key: newKey(), kind: "kept", members });
  await watcher.ask("open_room", { room });
  for (const chatter of [mover!, leaver!]) await chatter.ask("open_room", { room });
  for (const member of members)
    await isTold(watcher, "presence", ({ here }) => !!here?.some(({ id }) => id === member));
  return { mover: mover!, leaver: leaver!, watcher };
}

/** The one who left for good loses the seat, and the one who only came by another way keeps it. */
async function onlyTheLeaverIsOut(room: string, watcher: Chatter): Promise<void> {
  await hears(watcher, `room:${room}`, "member_left", ({ data }) => data.user === `${room} leaver`);
  const left = (await logOf(one.door, room)).filter(({ type }) => type === "member_left");
  expect(left.map(({ data }) => data["user"])).toEqual([`${room} leaver`]);
}

test.concurrent("a server that is cut off from Redis takes nobody for gone who came to another one meanwhile, nor shows who left", async () => {
  const gate = await Gate.to(fleet.redis.port);
  const apart = await fleet.server({ SERVER_BEAT_MS, REDIS_URL: `redis://127.0.0.1:${gate.port}` });
  const room = "moved in the dark";
  const { mover, leaver, watcher } = await seatTwo(room, apart);
  for (const chatter of [mover, leaver]) await chatter.ask("open_room", { room });
  await isTold(watcher, "presence", ({ here }) => !!here?.some(({ id }) => id === `${room} leaver`));
  gate.cut();
  await Promise.all([mover.leave(), leaver.leave()]);
  const moved = await Chatter.as(one.door, `${room} mover`);
  await moved.ask("open_room", { room });
  await beats(one, TOO_LONG_BEATS);
  gate.mend();
  await isTold(watcher, "presence", ({ gone }) => !!gone?.includes(`${room} leaver`));
  await onlyTheLeaverIsOut(room, watcher);
  await Promise.all([moved.leave(), watcher.leave()]);
  await fleet.stop(apart);
  await gate[Symbol.asyncDispose]();
}, 180_000);

test.concurrent("a server that was stopped notices before it acts: who came to another one meanwhile keeps the seat", async () => {
  const stopped = await fleet.server({ SERVER_BEAT_MS });
  const room = "moved in its sleep";
  const { mover, leaver, watcher } = await seatTwo(room, stopped);
  // It knows that they are gone, and has set its alarm.
  await Promise.all([mover.leave(), leaver.leave()]);
  process.kill(stopped.pid, "SIGSTOP");
  const moved = await Chatter.as(one.door, `${room} mover`);
  await beats(one, TOO_LONG_BEATS);
  process.kill(stopped.pid, "SIGCONT");
  await onlyTheLeaverIsOut(room, watcher);
  await Promise.all([moved.leave(), watcher.leave()]);
  await fleet.stop(stopped);
}, 180_000);

test.concurrent("a server that cannot be heard still has its people: they keep their seats, however long it lasts", async () => {
  const gate = await Gate.to(fleet.redis.port);
  const apart = await fleet.server({ SERVER_BEAT_MS, REDIS_URL: `redis://127.0.0.1:${gate.port}` });
  const room = "at home in the dark";
  const { mover, leaver, watcher } = await seatTwo(room, apart);
  gate.cut();
  await beats(one, DEAD_BEATS);
  await leaver.leave();
  gate.mend();
  await onlyTheLeaverIsOut(room, watcher);
  await mover.ask("send_message", { room, key: newKey(), text: "Still here" });
  await Promise.all([mover.leave(), watcher.leave()]);
  await fleet.stop(apart);
  await gate[Symbol.asyncDispose]();
}, 180_000);

test.concurrent.if(canHaveWrongClocks)(
  "[SESSION-1] servers whose clocks are ten seconds apart go by one time",
  async () => {
    const [ahead, behind] = await Promise.all([
      fleet.server({ SERVER_BEAT_MS }, withClock("+10s")),
      fleet.server({ SERVER_BEAT_MS }, withClock("-10s")),
    ]);
    const doors = [ahead, behind].map(({ door }) => door);
    const crowd = await Crowd.gather(
      "apart in time",
      [0, 1, 0, 1].map((no) => () => doors[no]!),
    );
    await makeKind(one.url, "community", "timed", { session: { starts: "on-creation", lasts: "3s", onEnd: "stay" } });
    const rooms = await Promise.all(
      doors.map(async (door, no) => {
        const room = `timed ${no}`;
        const backEnd = await Chatter.hello(door, serverToken());
        await knowsKind([ahead, behind][no]!.url, "timed");
        const startedAt = Date.now();
        await backEnd.ask("create_room", { room, key: newKey(), kind: "timed" });
        const watchers = await Promise.all(doors.map((each) => Chatter.as(each, `${room} watcher`)));
        for (const watcher of watchers) await watcher.ask("open_room", { room });
        const ended = await hears(watchers[0]!, `room:${room}`, "session_ended");
        expect(Date.now() - startedAt).toBeGreaterThan(2_900);
        expect(Math.abs(ended.at - Date.now())).toBeLessThan(2_000);
        await Promise.all([backEnd, ...watchers].map((chatter) => chatter.leave()));
        return room;
      }),
    );
    for (const room of rooms) {
      const log = await logOf(one.door, room);
      expect(log.filter(({ type }) => type === "session_ended")).toHaveLength(1);
      expect(faultsOfRoom(room, log)).toEqual([]);
    }
    await crowd.hearsEachOther();
    expect(await crowd.faults(one.door)).toEqual([]);
    let latest = 0;
    for (const { at } of await logOf(one.door, "apart in time")) {
      // What is said after something else is not much younger by anybody's clock.
      if (at < latest - 1_000) throw new Error(`something is said ${latest - at} ms before what it follows`);
      latest = Math.max(latest, at);
    }
    expect(Math.abs(latest - Date.now())).toBeLessThan(5_000);
    await Promise.all([ahead, behind].map((server) => fleet.stop(server)));
  },
  180_000,
);

test.concurrent("a server that is stopped for a while and goes on has not lost its people, and does no harm", async () => {
  const other = await fleet.server({ SERVER_BEAT_MS });
  const doors = [one, other, one, other].map(({ door }) => door);
  const crowd = await Crowd.gather(
    "server-stopped",
    doors.map((door) => () => door),
  );
  await crowd.says(20);
  process.kill(other.pid, "SIGSTOP");
  await crowd.says(8);
  await beats(one, OUT_OF_TURN_BEATS);
  await crowd.says(8);
  process.kill(other.pid, "SIGCONT");
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(other.door)).toEqual([]);
  expect(crowd.refused).toBe(0);
  await fleet.stop(other);
}, 180_000);

test.concurrent("[DURABLE-1] a server dies, its people go on at the other, and who was there is gone", async () => {
  const mortal = await fleet.server({ SERVER_BEAT_MS });
  let door = mortal.door;
  const crowd = await Crowd.gather("server-killed", [() => one.door, () => door, () => door]);
  const watcher = await Chatter.as(one.door, "watcher");
  const ghost = await Chatter.as(mortal.door, "ghost");
  await watcher.ask("open_room", { room: crowd.room });
  await ghost.ask("open_room", { room: crowd.room });
  const sees = (user: string, key: "here" | "gone") =>
    watcher.find("signal", ({ payload }) => {
      if (payload.kind !== "presence") return false;
      return key === "here" ? !!payload.here?.some(({ id }) => id === user) : !!payload.gone?.includes(user);
    });
  await sees("ghost", "here");
  await crowd.says(20);
  await fleet.kill(mortal);
  door = one.door;
  await crowd.says(20);
  await crowd.hearsEachOther();
  expect(await crowd.faults(one.door)).toEqual([]);
  await sees("ghost", "gone");
  await watcher.leave();
}, 180_000);
