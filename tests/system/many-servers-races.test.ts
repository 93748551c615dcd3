import { afterAll, beforeAll, expect, test } from "bun:test";
import type { KindDocument, StoredEvent } from "@parlor/protocol";
import { Chatter, newKey } from "../support/chatter.ts";
import { OwnFleet } from "../support/fleet.ts";
import { Gate } from "../support/gate.ts";
import { hears } from "../support/hears.ts";
import { faultsOfQueue, faultsOfRoom } from "../support/judge.ts";
import { logOf } from "../support/log-of.ts";
import { race } from "../support/race.ts";
import { knowsKind, makeKind } from "../support/rest.ts";
import type { Server } from "../support/server.ts";
import { serverToken } from "../support/tokens.ts";

let fleet: OwnFleet;
let one: Server;
let other: Server;
const people: Chatter[] = [];
beforeAll(async () => {
  fleet = await OwnFleet.start();
  [one, other] = await Promise.all([fleet.server(), fleet.server()]);
}, 60_000);
afterAll(async () => {
  await Promise.all(people.map((person) => person.leave()));
  await fleet[Symbol.asyncDispose]();
}, 60_000);

/** By turns on one server and on the other. */
const door = (no: number) => (no % 2 === 0 ? one : other).door;

async function person(id: string, at: string, roles: readonly string[] = []): Promise<Chatter> {
  const chatter = await Chatter.as(at, id, { roles });
  people.push(chatter);
  return chatter;
}

async function backEnd(at: Server = one): Promise<Chatter> {
  const chatter = await Chatter.hello(at.door, serverToken());
  people.push(chatter);
  return chatter;
}

/** A kind that both servers know. */
async function kind(preset: string, name: string, changes: Partial<KindDocument>): Promise<void> {
  await makeKind(one.url, preset, name, changes);
  await knowsKind(other.url, name);
}

const typed = (log: readonly StoredEvent[], type: string) => log.filter((event) => event.type === type);

test("[SEAT-1] of twenty who race on two servers for the last seat one wins, and all are told why not", async () => {
  await kind("coached", "race", { seats: { total: 2, roles: { assistant: { max: 1, reserved: 1 } } } });
  for (let round = 0; round < 3; round++) {
    const host = await person(`host ${round}`, one.door, ["assistant"]);
    const [room = ""] = (await host.ask("go_online", { lobby: "race", interests: [`wine ${round}`] })).rooms;
    await host.ask("take_seat", { room, key: newKey() });
    const clients = await Promise.all(
      Array.from({ length: 20 }, (_, no) => person(`client ${round} ${no}`, door(no), ["client"])),
    );
    const { won, told } = await race(clients.map((client) => client.ask("take_seat", { room, key: newKey() })));
    expect(won).toBe(1);
    expect(told).toHaveLength(19);
    for (const code of told) expect(["room_full", "no_seat", "seat_taken"]).toContain(code);
    // It begins when the server that decides has heard that both are here.
    await host.ask("open_room", { room });
    await hears(host, `room:${room}`, "session_started");
    const log = await logOf(other.door, room);
    expect(typed(log, "member_joined")).toHaveLength(2);
    expect(typed(log, "session_started")).toHaveLength(1);
    expect(faultsOfRoom(room, log)).toEqual([]);
  }
}, 30_000);

test("[QUEUE-1] ten agents on two servers who take the oldest of five requests get five different ones", async () => {
  await kind("helpdesk", "rush", { queue: { abandonAfter: "1h" } });
  await (await backEnd()).ask("create_queue", { queue: "rush", key: newKey(), kind: "rush" });
  const watcher = await person("watcher", other.door, ["organizer"]);
  const { epoch } = await watcher.ask("open_queue", { queue: "rush" });
  const askers = await Promise.all(Array.from({ length: 5 }, (_, no) => person(`asker ${no}`, door(no))));
  for (const asker of askers) await asker.ask("request_help", { queue: "rush", key: newKey() });
  const agents = await Promise.all(
    Array.from({ length: 10 }, (_, no) => person(`agent ${no}`, door(no), ["organizer"])),
  );
  const taken: string[] = [];
  const { won, told } = await race(
    agents.map(async (agent) => {
      taken.push((await agent.ask("take_request", { queue: "rush", key: newKey() })).request);
    }),
  );
  expect(won).toBe(5);
  expect(new Set(taken).size).toBe(5);
  expect(told).toEqual(Array.from({ length: 5 }, () => "queue_empty"));
  const { events } = await watcher.ask("open_queue", { queue: "rush", after: { epoch, seq: 0 } });
  const log = events.length > 0 ? events : watcher.events("queue:rush");
  expect(typed(log, "request_taken")).toHaveLength(5);
  expect(faultsOfQueue("rush", log).faults).toEqual([]);
}, 30_000);

test("[ONCE-1] of ten who close a room on two servers at once one does, and the others find it closed", async () => {
  const ends = await Promise.all([0, 1, 2, 3, 4].map((no) => backEnd(no % 2 === 0 ? one : other)));
  const room = "closing";
  await ends[0]!.ask("create_room", { room, key: newKey(), kind: "community" });
  const { won, told } = await race([...ends, ...ends].map((end) => end.ask("close_room", { room, key: newKey() })));
  expect(typed(await logOf(other.door, room), "room_closed")).toHaveLength(1);
  expect(won + told.length).toBe(10);
  for (const code of told) expect(code).toBe("room_closed");
});

test("[SESSION-1] what both servers see fall due happens once, in many rooms at the same moment", async () => {
  await kind("community", "brief", { session: { starts: "on-creation", lasts: "1500ms", onEnd: "stay" } });
  const ends = await Promise.all([backEnd(one), backEnd(other)]);
  const watchers = await Promise.all([person("here", one.door), person("there", other.door)]);
  const rooms = Array.from({ length: 20 }, (_, no) => `brief ${no}`);
  await Promise.all(
    rooms.map(async (room, no) => {
      await ends[no % 2]!.ask("create_room", { room, key: newKey(), kind: "brief" });
      for (const watcher of watchers) await watcher.ask("open_room", { room });
    }),
  );
  for (const room of rooms) {
    for (const watcher of watchers) await hears(watcher, `room:${room}`, "session_ended");
    const log = await logOf(one.door, room);
    expect(typed(log, "session_ended")).toHaveLength(1);
    expect(faultsOfRoom(room, log)).toEqual([]);
  }
}, 30_000);

test("[SESSION-1] a deadline is kept when the server that would have is killed shortly before", async () => {
  const mortal = await fleet.server();
  await kind("community", "orphan", { session: { starts: "on-creation", lasts: "4s", warnAt: ["3s"] } });
  await knowsKind(mortal.url, "orphan");
  const ana = await Chatter.as(mortal.door, "ana");
  await ana.ask("create_room", { room: "orphan", key: newKey(), kind: "orphan" });
  const { state } = await ana.ask("open_room", { room: "orphan" });
  const endsAt = state.session?.phase === "running" ? state.session.endsAt! : 0;
  // By then it has its alarm for the end.
  await hears(ana, "room:orphan", "session_warned");
  await fleet.kill(mortal);
  expect(Date.now()).toBeLessThan(endsAt);

  const again = await person("ana", other.door);
  await again.ask("open_room", { room: "orphan" });
  const ended = await hears(again, "room:orphan", "session_ended");
  expect(ended.at).toBeGreaterThanOrEqual(endsAt);
  // Nobody watched it there before, so it is found when the store is asked the next time.
  expect(ended.at).toBeLessThan(endsAt + 6_000);
  const log = await logOf(one.door, "orphan");
  expect(typed(log, "session_ended")).toHaveLength(1);
  expect(faultsOfRoom("orphan", log)).toEqual([]);
}, 30_000);

test("[KIND-1] a kind that was changed on one server is the one that the other takes, and both go by it", async () => {
  await kind("community", "strict", {});
  const [here, there] = [await backEnd(one), await backEnd(other)];
  const [ana, ben] = [await person("ana", one.door), await person("ben", other.door)];
  const room = "strict";
  await here.ask("create_room", { room, key: newKey(), kind: "strict" });
  for (const chatter of [ana, ben]) await chatter.ask("open_room", { room });
  await ben.ask("send_message", { room, key: newKey(), text: "a long message" });
  for (let version = 2; version < 12; version++) {
    await makeKind(one.url, "community", "strict", { messages: { maxLength: version } });
    // Right after, without a word between the servers.
    expect(await there.ask("change_kind", { room, key: newKey() })).toMatchObject({ version });
    await hears(ana, `room:${room}`, "kind_changed", ({ data }) => data.kind.version === version);
  }
  for (const chatter of [ana, ben]) {
    const refusal = await chatter.refused("send_message", { room, key: newKey(), text: "x".repeat(12) });
    expect(refusal.code).toBe("message_too_long");
    await chatter.ask("send_message", { room, key: newKey(), text: "x".repeat(11) });
  }
}, 30_000);

test("[KIND-1] a queue that is changed on one server takes the kind that was changed on the other", async () => {
  await kind("helpdesk", "counter", {});
  const there = await backEnd(other);
  await there.ask("create_queue", { queue: "counter", key: newKey(), kind: "counter" });
  for (let version = 2; version < 8; version++) {
    await makeKind(one.url, "helpdesk", "counter", { messages: { maxLength: version } });
    // Right after, without a word between the servers.
    const changed = await there.ask("change_queue", { queue: "counter", key: newKey(), title: `Counter ${version}` });
    expect(changed).toMatchObject({ version });
  }
}, 30_000);

test("a sign-out on one server is final on the other, also when the word about it was lost", async () => {
  const gate = await Gate.to(fleet.redis.port);
  const apart = await fleet.server({ REDIS_URL: `redis://127.0.0.1:${gate.port}`, ACCOUNTS: "on" });
  const signedUp = await fetch(`${apart.url}v1/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "ana", password: "correct horse battery staple", name: "Ana" }),
  });
  const cookie = signedUp.headers.get("set-cookie")?.split(";")[0] ?? "";
  const connect = async (server: Server) => {
    const chatter = await Chatter.connect(server.door, { cookie });
    await chatter.ask("hello", {});
    return chatter;
  };
  const devices = await Promise.all([one, other].map(connect));
  gate.cut();
  const stays = await person("stays", other.door);
  const { origin } = new URL(apart.url);
  const signedOut = await fetch(`${apart.url}v1/session`, { method: "DELETE", headers: { cookie, origin } });
  expect(signedOut.status).toBe(200);
  expect(devices.every(({ isClosed }) => !isClosed)).toBe(true);
  gate.mend();
  for (const { code } of await Promise.all(devices.map(({ closed }) => closed))) expect(code).toBe(4_401);
  await stays.settled();
  await fleet.stop(apart);
  await gate[Symbol.asyncDispose]();
}, 30_000);
