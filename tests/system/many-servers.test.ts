import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { Chatter, newKey } from "../support/chatter.ts";
import { OwnFleet } from "../support/fleet.ts";
import { logOf } from "../support/log-of.ts";
import { metricOf } from "../support/metrics.ts";
import type { Server } from "../support/server.ts";
import { serverToken } from "../support/tokens.ts";

let fleet: OwnFleet;
let one: Server;
let other: Server;
beforeAll(async () => {
  fleet = await OwnFleet.start();
  [one, other] = await Promise.all([fleet.server(), fleet.server()]);
}, 60_000);
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
}, 60_000);

let rooms = 0;
const newRoom = async (owner: Chatter, kind = "community"): Promise<string> => {
  const room = `r${++rooms}`;
  await owner.ask("create_room", { key: newKey(), room, kind });
  return room;
};

test("what is said on one server is heard on the other, at once", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const ben = await Chatter.as(other.door, "ben");
  const room = await newRoom(ana);
  await ana.ask("open_room", { room });
  const opened = await ben.ask("open_room", { room });
  expect(opened.head).toBe(3);

  const started = performance.now();
  await ana.ask("send_message", { room, key: newKey(), text: "hello over there" });
  await ben.until(() => ben.events(`room:${room}`).some(({ type }) => type === "message_posted"));
  // Without the bus it would be found by asking the store, after seconds.
  expect(performance.now() - started).toBeLessThan(1_500);
  await ben.ask("send_message", { room, key: newKey(), text: "hello back" });
  await ana.until(() => ana.events(`room:${room}`).filter(({ type }) => type === "message_posted").length === 2);
  await Promise.all([ana.leave(), ben.leave()]);
});

test("[ORDER-1] many who talk on both servers at once are numbered without holes, and all hear the same order", async () => {
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, index) => Chatter.as(index % 2 ? one.door : other.door, `p${index}`)),
  );
  const room = await newRoom(people[0]!);
  for (const person of people) await person.ask("open_room", { room });
  const answers = await Promise.all(
    people.flatMap((person, who) =>
      Array.from({ length: 8 }, (_, index) =>
        person.ask("send_message", { room, key: newKey(), text: `${who} says ${index}` }),
      ),
    ),
  );
  const numbers = answers.map(({ no }) => no).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));

  const last = Math.max(...answers.map(({ seq }) => seq));
  const heard = await Promise.all(
    people.map(async (person) => {
      await person.until(() => person.events(`room:${room}`).at(-1)?.seq === last);
      return person.events(`room:${room}`).map(({ seq, id }) => ({ seq, id }));
    }),
  );
  for (const events of heard) {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => last - events.length + 1 + index));
    expect(events.slice(-80)).toEqual(heard[0]!.slice(-80));
  }
  await Promise.all(people.map((person) => person.leave()));
}, 30_000);

test("[ONCE-1] a command repeated on the other server gets the first answer, and has its effect once", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const again = await Chatter.as(other.door, "ana");
  const room = await newRoom(ana);
  await ana.ask("open_room", { room });
  await again.ask("open_room", { room });
  const key = newKey();
  const first = await ana.ask("send_message", { room, key, text: "once" });
  expect(await again.ask("send_message", { room, key, text: "once" })).toEqual(first);
  expect((await again.refused("send_message", { room, key, text: "otherwise" })).code).toBe("key_reused");

  const racing = newKey();
  const both = await Promise.all(
    [ana, again].map((chatter) => chatter.ask("send_message", { room, key: racing, text: "race" })),
  );
  expect(both[0]).toEqual(both[1]);
  await Promise.all([ana.leave(), again.leave()]);
});

test("[RESUME-1] whoever loses one server goes on at the other, where they left off", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const ben = await Chatter.as(one.door, "ben");
  const room = await newRoom(ana);
  await ana.ask("open_room", { room });
  const { epoch } = await ben.ask("open_room", { room });
  const { seq } = await ana.ask("send_message", { room, key: newKey(), text: "1" });
  await ben.until(() => ben.events(`room:${room}`).at(-1)?.seq === seq);
  await ben.leave();
  await ana.ask("send_message", { room, key: newKey(), text: "2" });

  const back = await Chatter.as(other.door, "ben");
  await back.ask("resume", { cursors: { [`room:${room}`]: { epoch, seq } } });
  await ana.ask("send_message", { room, key: newKey(), text: "3" });
  const resumed = (await back.find("resumed")).payload.streams[0]!;
  expect(resumed.status).toBe("events");
  await back.until(() => back.events(`room:${room}`).some(({ type }) => type === "message_posted"));
  const missed = "events" in resumed ? resumed.events : [];
  const texts = [...missed, ...back.events(`room:${room}`)].flatMap((event) =>
    event.type === "message_posted" ? event.data.text : [],
  );
  expect(texts).toEqual(["2", "3"]);
  await Promise.all([ana.leave(), back.leave()]);
});

test("somebody who is new is found by an invitation from the other server", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const newcomer = `new ${newKey()}`;
  const ben = await Chatter.as(other.door, newcomer);
  await ben.ask("resume", { cursors: { [`inbox:${newcomer}`]: null } });
  const resumed = (await ben.find("resumed")).payload.streams[0]!;
  const room = `r${++rooms}`;
  await ana.ask("create_room", { key: newKey(), room, kind: "group", members: [newcomer] });

  const { epoch, events } = (await ben.find("events")).payload;
  expect(events.map(({ seq, type }) => ({ seq, type }))).toEqual([{ seq: 1, type: "room_added" }]);
  expect("epoch" in resumed && resumed.epoch).toBe(epoch);
  await Promise.all([ana.leave(), ben.leave()]);
});

test("[ACCESS-1] whoever is put out of a room on one server hears nothing more of it on the other", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const ben = await Chatter.as(other.door, "ben");
  const room = `r${++rooms}`;
  await ana.ask("create_room", { key: newKey(), room, kind: "group", members: ["ben"] });
  await ben.ask("open_room", { room });
  await ana.ask("leave_room", { room, key: newKey(), user: "ben" });
  await ben.find("view_closed");
  await ana.ask("send_message", { room, key: newKey(), text: "he is gone" });
  expect((await ben.refused("open_room", { room })).code).toBe("not_a_member");
  expect((await ben.refused("load_history", { room })).code).toBe("not_a_member");
  await ben.settled();
  expect(ben.events(`room:${room}`).map(({ type }) => type)).toEqual(["member_left"]);
  await Promise.all([ana.leave(), ben.leave()]);
});

test("who is there, who types and what was read is seen across servers", async () => {
  const ana = await Chatter.as(one.door, "ana");
  const ben = await Chatter.as(other.door, "ben");
  const room = await newRoom(ana);
  await ana.ask("open_room", { room });
  await ben.ask("open_room", { room });
  await ana.find(
    "signal",
    ({ payload }) => payload.kind === "presence" && !!payload.here?.some(({ id }) => id === "ben"),
  );
  await ben.find(
    "signal",
    ({ payload }) => payload.kind === "presence" && !!payload.here?.some(({ id }) => id === "ana"),
  );
  ben.raw(JSON.stringify({ type: "typing", payload: { room } }));
  await ana.find("signal", ({ payload }) => payload.kind === "typing" && payload.user === "ben" && payload.on);
  await ana.find("signal", ({ payload }) => payload.kind === "typing" && payload.user === "ben" && !payload.on);
  const { seq } = await ana.ask("send_message", { room, key: newKey(), text: "read this" });
  await ben.until(() => ben.events(`room:${room}`).some((event) => event.seq === seq));
  await ben.ask("mark_read", { room, seq });
  await ana.find("signal", ({ payload }) => payload.kind === "read" && payload.user === "ben" && payload.seq === seq);
  await ben.leave();
  await ana.find("signal", ({ payload }) => payload.kind === "presence" && !!payload.gone?.includes("ben"));
  await ana.leave();
}, 30_000);

test("[TOPIC-1] what a room talks about is the same on all servers, and there, too, a person counts once for a word", async () => {
  const [ana, ben] = [await Chatter.as(one.door, "ana"), await Chatter.as(other.door, "ben")];
  const backEnd = await Chatter.hello(one.door, serverToken());
  const room = await newRoom(backEnd, "cafe");
  for (const chatter of [ana, ben]) await chatter.ask("open_room", { room });
  const topicsOf = async (chatter: Chatter) => (await chatter.ask("load_topics", { room })).topics;
  expect(await topicsOf(ben)).toEqual([]);

  const anaElsewhere = await Chatter.as(other.door, "ana");
  await ana.ask("send_message", { room, key: newKey(), text: "espresso" });
  await anaElsewhere.ask("send_message", { room, key: newKey(), text: "more espresso" });
  const { seq } = await ben.ask("send_message", { room, key: newKey(), text: "a croissant and an espresso" });
  await ana.until(() => ana.events(`room:${room}`).some((event) => event.seq === seq));
  const topics = await topicsOf(ana);
  expect(topics[0]).toEqual({ word: "espresso", count: 2 });
  expect(await topicsOf(ben)).toEqual(topics);
  // And on one that has not heard any of it.
  const late = await fleet.server();
  const cleo = await Chatter.as(late.door, "cleo");
  await cleo.ask("open_room", { room });
  expect(await topicsOf(cleo)).toEqual(topics);
  await Promise.all([backEnd, ana, anaElsewhere, ben, cleo].map((chatter) => chatter.leave()));
  await fleet.stop(late);
}, 30_000);

test("a person is one over all servers: who sends through both is as fast as the room allows, not twice as fast", async () => {
  const people = [await Chatter.as(one.door, "hasty"), await Chatter.as(other.door, "hasty")];
  const room = await newRoom(people[0]!);
  for (const person of people) await person.ask("open_room", { room });
  let sent = 0;
  let refused = 0;
  for (let count = 0; count < 30; count++) {
    const person = people[count % 2]!;
    const answer = person.ask("send_message", { room, key: newKey(), text: String(count) });
    const seq = await answer.then(
      (reply) => reply.seq,
      () => undefined,
    );
    if (seq === undefined) refused++;
    else {
      sent++;
      const there = people[(count + 1) % 2]!;
      await there.until(() => there.events(`room:${room}`).some((event) => event.seq === seq));
    }
  }
  // Ten at once, and one more in each second that this took.
  expect(refused).toBeGreaterThan(10);
  expect(sent).toBeGreaterThanOrEqual(10);
  await Promise.all(people.map((person) => person.leave()));
}, 30_000);

test("[ORDER-1] nothing is stored after the end of a room that is closed on one server while others talk on both", async () => {
  const backEnd = await Chatter.hello(one.door, serverToken());
  const hosts = await Promise.all(
    Array.from({ length: 6 }, (_, index) => Chatter.as(index % 2 ? one.door : other.door, `closer ${index}`)),
  );
  const room = `r${++rooms}`;
  await backEnd.ask("create_room", { key: newKey(), room, kind: "community" });
  for (const host of hosts) await host.ask("open_room", { room });
  const key = newKey();
  await backEnd.ask("send_message", { room, key, text: "first" });
  const closings = await Promise.all([
    backEnd.ask("close_room", { room, key: newKey() }).then(() => "closed"),
    ...hosts.map((host, index) =>
      host.ask("send_message", { room, key: newKey(), text: `${index}` }).then(
        ({ seq }) => seq,
        () => "refused",
      ),
    ),
  ]);
  const log = await logOf(one.door, room);
  const end = log.findIndex(({ type }) => type === "room_closed");
  expect(log.slice(end + 1)).toEqual([]);
  expect(closings.filter((seq) => typeof seq === "number").every((seq) => Number(seq) <= end)).toBe(true);
  expect(log.filter(({ type }) => type === "message_posted").length).toBe(
    1 + closings.filter((seq) => typeof seq === "number").length,
  );
  await Promise.all([backEnd.leave(), ...hosts.map((host) => host.leave())]);
});

test.each([
  ["that has the room in memory", true],
  ["that opens it cold", false],
])("[ACCESS-1] the newest events come in order and without what was deleted, from a server %s", async (_, inMemory) => {
  const backEnd = await Chatter.hello(one.door, serverToken());
  const reader = await Chatter.as(other.door, "reader");
  const room = await newRoom(backEnd);
  if (inMemory) await reader.ask("open_room", { room });
  const sent = await Promise.all(
    Array.from({ length: 40 }, (_, no) => backEnd.ask("send_message", { room, key: newKey(), text: `text ${no}.` })),
  );
  const gone = [5, 20, 39];
  for (const no of gone) await backEnd.ask("delete_message", { room, key: newKey(), seq: sent[no]!.seq });
  const deletions = () => reader.events(`room:${room}`).filter(({ type }) => type === "message_deleted");
  if (inMemory) await reader.until(() => deletions().length === gone.length);

  const counted = `parlor_stream_${inMemory ? "hits" : "misses"}_total`;
  const before = await metricOf(other, counted);
  const { events } = await reader.ask("load_history", { room, limit: 50 });
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => events[0]!.seq + index));
  const texts = events.flatMap((event) => (event.type === "message_posted" ? [event.data.text] : []));
  const left = sent.flatMap((_, no) => (gone.includes(no) ? [] : [`text ${no}.`]));
  expect(texts.filter((text) => text !== undefined && text !== "")).toEqual(left);
  for (const no of gone) expect(JSON.stringify(events)).not.toContain(`text ${no}.`);
  expect(await metricOf(other, counted)).toBeGreaterThan(before);
  await Promise.all([backEnd.leave(), reader.leave()]);
});

test("a room that nobody watches on a server costs that server nothing", async () => {
  // A fleet of its own: in the rooms of the tests before, somebody may only now be taken for gone. And nobody is on
  // both servers, who would hear on the one what they have read on the other.
  await using own = await OwnFleet.start();
  const [here, there] = await Promise.all([own.server(), own.server()]);
  const ana = await Chatter.as(here.door, "hermit");
  const ben = await Chatter.as(there.door, "listener");
  const [quiet, shared] = [await newRoom(ana), await newRoom(ana)];
  await ana.ask("open_room", { room: quiet });
  await ana.ask("open_room", { room: shared });
  await ben.ask("open_room", { room: shared });
  const before = await metricOf(there, "parlor_events_told_total");
  for (let count = 0; count < 8; count++) await ana.ask("send_message", { room: quiet, key: newKey(), text: "psst" });
  // What comes after on the same way has overtaken nothing.
  const { seq } = await ana.ask("send_message", { room: shared, key: newKey(), text: "hello" });
  await ben.until(() => ben.events(`room:${shared}`).some((event) => event.seq === seq));
  expect(await metricOf(there, "parlor_events_told_total")).toBe(before + 1);
  await Promise.all([ana.leave(), ben.leave()]);
}, 60_000);

test("operators see how many servers live, and whether they hear each other", async () => {
  for (const server of [one, other]) {
    expect(await metricOf(server, "parlor_servers")).toBe(2);
    expect(await metricOf(server, "parlor_bus_away")).toBe(0);
    expect(await metricOf(server, "parlor_bus_lag_seconds")).toBeGreaterThan(0);
    expect(await metricOf(server, "parlor_deliveries_total")).toBeGreaterThan(0);
    expect(await metricOf(server, "parlor_commit_seconds_count")).toBeGreaterThan(0);
    expect(await metricOf(server, "parlor_loop_delay_seconds_count")).toBeGreaterThan(0);
    expect(await metricOf(server, "parlor_events_told_total")).toBeGreaterThan(0);
  }
});

test("every figure that the dashboard shows is one that a server has, and none is left out", async () => {
  const dashboard = await Bun.file(join(import.meta.dir, "../../deploy/grafana-dashboard.json")).text();
  const text = await (await fetch(`${one.url}metrics`)).text();
  const named = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  const samples = named.flatMap(([, name = "", type]) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  const shown = new Set(dashboard.match(/parlor_[a-z_]+/g));
  expect([...shown].filter((name) => !samples.includes(name))).toEqual([]);
  const hidden = named.map(([, name = ""]) => name).filter((name) => ![...shown].some((one) => one.startsWith(name)));
  expect(hidden).toEqual([]);
});
