import { describe, expect, test } from "bun:test";
import type { StoredEvent } from "@parlor/protocol";
import { Chatter, newKey } from "../support/chatter.ts";
import { hears } from "../support/hears.ts";
import { logOf } from "../support/log-of.ts";
import { race } from "../support/race.ts";
import { makeKind, rest } from "../support/rest.ts";
import { newFolder, removeFolder, startServer } from "../support/server.ts";
import { StoryServer } from "../support/story-server.ts";

const story = StoryServer.forThisFile();

const typed = (log: readonly StoredEvent[], type: string) => log.filter((event) => event.type === type);

describe("at the same time", () => {
  test("[SEAT-1] of twenty people who race for the last seat one wins, and nineteen are told why not", async () => {
    await story.kind("coached", "race", { seats: { total: 2, roles: { assistant: { max: 1, reserved: 1 } } } });
    const ana = await story.person("ana", ["assistant"]);
    const [room = ""] = (await ana.ask("go_online", { lobby: "race", interests: ["wine"] })).rooms;
    await ana.ask("take_seat", { room, key: newKey() });
    const clients = await Promise.all(Array.from({ length: 20 }, (_, no) => story.person(`client-${no}`, ["client"])));

    const { won, told } = await race(clients.map((client) => client.ask("take_seat", { room, key: newKey() })));
    expect(won).toBe(1);
    expect(told).toHaveLength(19);
    for (const code of told) expect(["room_full", "no_seat"]).toContain(code);
    const log = await logOf(story.door, room);
    expect(typed(log, "member_joined")).toHaveLength(2);
    expect(typed(log, "session_started")).toHaveLength(1);
  });

  test("[SEAT-1] of twenty people who come into a room of five at once five are inside, whoever comes by what door", async () => {
    await story.kind("community", "five", { seats: { total: 5, roles: { moderator: { max: 1 } } } });
    await (await story.backEnd()).ask("create_room", { room: "five", key: newKey(), kind: "five" });
    const people = await Promise.all(Array.from({ length: 20 }, (_, no) => story.person(`walker-${no}`)));
    const { won, told } = await race(
      people.map((person, no) => {
        if (no % 3 === 0) return person.ask("join_room", { room: "five", key: newKey() });
        if (no % 3 === 1) return person.ask("take_seat", { room: "five", key: newKey() });
        return person.ask("open_room", { room: "five" }).then(({ me }) => {
          if (!me) throw new Error("opened and not inside");
        });
      }),
    );
    expect({ won, told }).toEqual({ won: 5, told: Array.from({ length: 15 }, () => "room_full") });
    expect(typed(await logOf(story.door, "five"), "member_joined")).toHaveLength(5);
  });

  test("[QUEUE-1] two agents who take the same request: one has it, and the other is told who", async () => {
    await story.queue("desk");
    const [olga, otto] = [await story.person("olga", ["organizer"]), await story.person("otto", ["organizer"])];
    const ben = await story.person("ben", ["participant"]);
    for (let round = 0; round < 10; round++) {
      const { request } = await ben.ask("request_help", { queue: "desk", key: newKey(), subject: `${round}` });
      const take = (agent: Chatter) => agent.ask("take_request", { queue: "desk", key: newKey(), request });
      expect(await race([take(olga), take(otto)])).toEqual({ won: 1, told: ["request_taken"] });
    }
    const refusal = await olga.refused("take_request", { queue: "desk", key: newKey() });
    expect(refusal).toMatchObject({ code: "queue_empty", retry: "later" });
  });

  test("ten agents who take the oldest of five requests get five different ones", async () => {
    await story.queue("rush");
    const askers = await Promise.all(
      Array.from({ length: 5 }, (_, no) => story.person(`asker-${no}`, ["participant"])),
    );
    for (const asker of askers) await asker.ask("request_help", { queue: "rush", key: newKey() });
    const agents = await Promise.all(Array.from({ length: 10 }, (_, no) => story.person(`agent-${no}`, ["organizer"])));
    const taken: string[] = [];
    const { won, told } = await race(
      agents.map(async (agent) => {
        taken.push((await agent.ask("take_request", { queue: "rush", key: newKey() })).request);
      }),
    );
    expect(won).toBe(5);
    expect(new Set(taken).size).toBe(5);
    expect(told).toEqual(Array.from({ length: 5 }, () => "queue_empty"));
  });
});

describe("a server that is killed shortly before a deadline", () => {
  test("[SESSION-1] ends the session once when it is up again, and what comes late is refused", async () => {
    const folder = await newFolder();
    let server = await startServer({ folder });
    await makeKind(server.url, "community", "short", { session: { starts: "on-creation", lasts: "2s" } });
    const ana = await Chatter.as(server.door, "ana");
    await ana.ask("create_room", { room: "short", key: newKey(), kind: "short" });
    const { state } = await ana.ask("open_room", { room: "short" });
    const endsAt = state.session?.phase === "running" ? state.session.endsAt! : 0;
    await server.kill();
    expect(Date.now()).toBeLessThan(endsAt);
    // A process that starts only after the deadline has passed: another server's session tells when.
    await story.passes(2_000);

    server = await startServer({ folder });
    const again = await Chatter.as(server.door, "ana");
    const late = await again.refused("send_message", { room: "short", key: newKey(), text: "Late" });
    expect(["session_over", "room_closed"]).toContain(late.code);
    await again.ask("open_room", { room: "short" });
    const ended = await hears(again, "room:short", "session_ended");
    expect(ended.at).toBeGreaterThanOrEqual(endsAt);
    const log = await logOf(server.door, "short");
    expect(typed(log, "session_ended")).toHaveLength(1);
    expect(typed(log, "room_closed")).toHaveLength(1);
    expect(typed(log, "message_posted")).toHaveLength(0);

    // Killed once more after it has fired: it does not fire again.
    await server.kill();
    server = await startServer({ folder });
    expect(await logOf(server.door, "short")).toEqual(log);
    await server.stop();
    await removeFolder(folder);
  });
});

describe("a deadline in the past", () => {
  test("an extension of the clock after its end is refused, and one of nonsense is no duration", async () => {
    await story.kind("community", "over", { session: { starts: "on-creation", lasts: "100ms", onEnd: "stay" } });
    const [ana, backEnd] = [await story.person("ana-over"), await story.backEnd()];
    await ana.ask("create_room", { room: "over", key: newKey(), kind: "over" });
    await ana.ask("open_room", { room: "over" });
    await hears(ana, "room:over", "session_ended");
    const extend = (by: string) => backEnd.refused("extend_session", { room: "over", key: newKey(), by });
    expect(await extend("5m")).toMatchObject({ code: "session_over" });
    expect(await extend("-5m")).toMatchObject({ code: "bad_payload" });
    expect(await ana.refused("send_message", { room: "over", key: newKey(), text: "Late" })).toMatchObject({
      code: "session_over",
      retry: "never",
    });
  });

  test("[KIND-1] a changed kind whose time is up already does not change the running clock", async () => {
    await story.kind("community", "shorter", { session: { starts: "on-creation", lasts: "1h" } });
    const [ana, backEnd] = [await story.person("ana-shorter"), await story.backEnd()];
    await ana.ask("create_room", { room: "shorter", key: newKey(), kind: "shorter" });
    await story.kind("community", "shorter", { session: { starts: "on-creation", lasts: "1ms" } });
    await backEnd.ask("change_kind", { room: "shorter", key: newKey() });
    const { state } = await ana.ask("open_room", { room: "shorter" });
    expect(state.session).toMatchObject({ phase: "running" });
    expect(state.kind.version).toBe(2);
    await ana.ask("send_message", { room: "shorter", key: newKey(), text: "Still here" });
  });
});

describe("what cannot be", () => {
  test.each([
    [{ lat: 999, lng: 999 }, "bad_location"],
    [{ lat: 90.000_01, lng: 0 }, "bad_location"],
    [{ lat: 0, lng: -180.1 }, "bad_location"],
    [{ lat: "52", lng: 13 }, "bad_payload"],
    [{ lat: 52 }, "bad_payload"],
    [{ lat: 52, lng: 13, accuracy: 5 }, "bad_payload"],
  ])("the place %j is refused", async (location, code) => {
    const queue = `places-${newKey()}`;
    await story.kind("helpdesk", "places", {});
    await (await story.backEnd()).ask("create_queue", { queue, key: newKey(), kind: "places" });
    const ana = await story.person("ana-place", ["participant"]);
    const wish = { queue, key: newKey(), location } as never;
    expect(await ana.refused("request_help", wish)).toMatchObject({ code, retry: "never" });
  });

  test("a place where the kind shows none is refused, and one is kept with five decimals", async () => {
    const [ana, backEnd] = [await story.person("ana-where"), await story.backEnd()];
    await ana.ask("create_room", { room: "nowhere", key: newKey(), kind: "community" });
    const location = { lat: -33.868_819_7, lng: 151.209_295_5 };
    const refusal = await ana.refused("send_message", { room: "nowhere", key: newKey(), text: "Here", location });
    expect(refusal).toMatchObject({ code: "bad_location" });
    await story.kind("community", "somewhere", { messages: { location: ["member"] } });
    await backEnd.ask("create_room", { room: "somewhere", key: newKey(), kind: "somewhere", members: ["ana-where"] });
    await ana.ask("send_message", { room: "somewhere", key: newKey(), text: "Here", location });
    expect(typed(await logOf(story.door, "somewhere"), "message_posted")[0]?.data["location"]).toEqual({
      lat: -33.868_82,
      lng: 151.209_3,
    });
  });

  test("an item that is on no checklist is refused, also one of somebody else's list", async () => {
    await story.kind("coached", "lists", {});
    const [ana, ben] = [await story.person("ana-l", ["assistant"]), await story.person("ben-l", ["client"])];
    const [room = ""] = (await ana.ask("go_online", { lobby: "lists", interests: ["wine"] })).rooms;
    for (const person of [ana, ben]) await person.ask("take_seat", { room, key: newKey() });
    for (const item of ["nothing", "shared", "__proto__", "constructor"]) {
      expect(await ben.refused("tick_checklist", { room, key: newKey(), item })).toMatchObject({
        code: "no_such_item",
      });
    }
    expect(await ben.ask("tick_checklist", { room, key: newKey(), item: "decided" })).toMatchObject({ on: true });
    expect(await ana.refused("share_item", { room, key: newKey(), item: "nothing" })).toMatchObject({
      code: "no_such_item",
    });
    expect(await ben.refused("search_catalog", { room, key: newKey(), query: "wine" })).toMatchObject({
      code: "not_allowed",
    });
  });

  test("[KIND-2] a policy that locks everybody out is refused over the wire, and the kind stays as it was", async () => {
    const before = await rest(story.url, "GET", "/kinds/group");
    const document = before.body as { roles: Record<string, unknown> };
    const locked = { ...document, roles: { member: { can: [] }, moderator: { can: ["room.close"] } } };
    const answer = await rest(story.url, "PUT", "/kinds/group", locked);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain("roles: Nobody can send: no role has message.send.");
    expect(await rest(story.url, "GET", "/kinds/group")).toEqual(before);
  });

  test("a changed kind that the people inside do not fit is refused for their room", async () => {
    await story.kind("group", "narrow", {});
    const [ana, backEnd] = [await story.person("ana-n"), await story.backEnd()];
    const people = ["one", "two", "three"];
    const { room } = await ana.ask("create_room", { key: newKey(), kind: "narrow", members: people });
    await story.kind("group", "narrow", { seats: { total: 2 } });
    expect(await backEnd.refused("change_kind", { room, key: newKey() })).toMatchObject({
      code: "bad_kind",
      message: "4 people are here, and the new rules have 2 seats.",
    });
  });
});
