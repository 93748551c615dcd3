import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { KindDocument } from "@parlor/protocol";
import { Chatter, newKey } from "../../support/chatter.ts";
import { hears, isTold } from "../../support/hears.ts";
import { logOf } from "../../support/log-of.ts";
import { makeKind } from "../../support/rest.ts";
import { newFolder, removeFolder, type Server, startServer } from "../../support/server.ts";

setDefaultTimeout(10_000);

let server: Server;
let folder: string;

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
});
afterAll(async () => {
  await server.stop();
  await removeFolder(folder);
});

type Session = NonNullable<KindDocument["session"]>;
const SESSION: Session = { starts: "when-full", lasts: "10m", onEnd: "lobby" };

const lobbyWith = (name: string, session: Partial<Session>, changes: Partial<KindDocument> = {}) =>
  makeKind(server.url, "coached", name, { ...changes, session: { ...SESSION, ...session } });

const assistant = (name: string, interests: readonly string[] = []) =>
  Chatter.as(server.door, name, { roles: ["assistant"], attrs: { interests } });
const client = (name: string) => Chatter.as(server.door, name, { roles: ["client"] });

/** Both sit in a room about wine and watch it. */
async function pair(lobby: string, one: Chatter, other: Chatter): Promise<string> {
  const [room = ""] = (await one.ask("go_online", { lobby, interests: ["wine"] })).rooms;
  for (const person of [one, other]) {
    await person.ask("take_seat", { room, key: newKey() });
    await person.ask("open_room", { room });
  }
  return room;
}

describe("a coached conversation", () => {
  test("[SEAT-2] [SESSION-2] [SESSION-3] is played from the lobby to the lobby", async () => {
    await lobbyWith("wine-shop", { lasts: "1500ms", warnAt: ["1s"], wrapUp: "300ms" }, { title: "Wine & cheese" });
    const lobby = "wine-shop";
    const ben = await client("ben");
    const cleo = await client("cleo");
    expect(await ben.ask("open_lobby", { lobby })).toEqual({ lobby, rooms: [] });
    await cleo.ask("open_lobby", { lobby });
    expect(await ben.refused("go_online", { lobby, interests: ["wine"] })).toMatchObject({
      code: "not_allowed",
      message: "Only an assistant can open rooms in this lobby.",
    });

    // The assistant's interests come from her account.
    const ana = await assistant("ana", ["red wine", "cheese"]);
    const offerTo = async (person: Chatter) =>
      (await person.ask("list_lobbies", {})).lobbies.find((one) => one.lobby === lobby);
    const offer = { lobby, title: "Wine & cheese" };
    expect(await offerTo(ana)).toEqual({ ...offer, hosts: true, interests: ["red wine", "cheese"], scenarios: [] });
    expect(await offerTo(ben)).toEqual({ ...offer, hosts: false, interests: [], scenarios: [] });
    const { rooms } = await ana.ask("go_online", { lobby });
    expect(rooms).toHaveLength(2);
    const [offered] = (
      await isTold(ben, "lobby", (signal) => signal.rooms.some(({ subject }) => subject === "red wine"))
    ).rooms;
    const room = (await ben.ask("open_lobby", { lobby })).rooms.find(({ subject }) => subject === "red wine")!.room;
    expect(offered).toMatchObject({ host: { id: "ana" }, state: "free", seats: { taken: 0, total: 2 } });

    // The last seat waits for the assistant, however many clients come first.
    expect(await ben.ask("take_seat", { room, key: newKey() })).toEqual({ room, role: "client" });
    await ben.ask("open_room", { room });
    await isTold(cleo, "lobby", (signal) => signal.rooms.some((one) => one.room === room && one.state === "waiting"));
    expect(await cleo.refused("take_seat", { room, key: newKey() })).toMatchObject({
      code: "no_seat",
      retry: "later",
      message: "The last free seat is kept for an assistant.",
    });
    expect(await ben.refused("send_message", { room, key: newKey(), text: "Too early" })).toMatchObject({
      code: "session_waiting",
    });

    expect(await ana.ask("take_seat", { room, key: newKey() })).toEqual({ room, role: "assistant" });
    await ana.ask("open_room", { room });
    const started = await hears(ben, `room:${room}`, "session_started");
    expect(started.data.endsAt).toBe(started.at + 1_500);
    const full = await isTold(cleo, "lobby", (signal) =>
      signal.rooms.some((one) => one.room === room && one.state === "full"),
    );
    expect(full.rooms.find((one) => one.room === room)).toMatchObject({
      roles: { assistant: 1, client: 1 },
      endsAt: started.data.endsAt!,
    });

    const said = await ben.ask("send_message", { room, key: newKey(), text: "Something for a fish?" });
    await ana.ask("send_message", { room, key: newKey(), text: "A dry white." });
    await ana.ask("tick_checklist", { room, key: newKey(), item: "asked" });
    expect((await hears(ben, `room:${room}`, "checklist_ticked")).actor).toBe("ana");
    expect(said.no).toBe(1);

    expect((await hears(ben, `room:${room}`, "session_warned")).data.leftMs).toBe(1_000);
    const wrapUp = await hears(ben, `room:${room}`, "session_wrapping_up");
    expect(wrapUp.data.until).toBe(started.data.endsAt! + 300);
    expect(await ben.refused("send_message", { room, key: newKey(), text: "One more thing" })).toMatchObject({
      code: "session_over",
    });

    const ended = await hears(ben, `room:${room}`, "session_ended");
    expect(ended.data).toEqual({ why: "time", onEnd: "lobby", token: "redwine:none:ana:ben" });
    expect(ended.at).toBeGreaterThanOrEqual(wrapUp.data.until);
    for (const person of [ana, ben]) {
      const back = await hears(person, `inbox:${person === ana ? "ana" : "ben"}`, "sent_back");
      expect(back.data).toEqual({
        room,
        to: lobby,
        token: "redwine:none:ana:ben",
        title: "red wine",
        why: "time",
      });
    }
    expect(await ben.refused("send_message", { room, key: newKey(), text: "Late" })).toMatchObject({
      code: "room_closed",
      retry: "never",
    });

    // The assistant is still here: the next room about red wine is open, and cleo gets her turn.
    const next = await isTold(cleo, "lobby", (signal) =>
      signal.rooms.some((one) => one.room !== room && one.subject === "red wine" && one.state === "free"),
    );
    const nextRoom = next.rooms.find((one) => one.subject === "red wine" && one.room !== room)!.room;
    expect(await cleo.ask("take_seat", { room: nextRoom, key: newKey() })).toMatchObject({ role: "client" });

    const log = await logOf(server.door, room);
    expect(log.filter(({ type }) => type === "session_ended")).toHaveLength(1);
    expect(log.filter(({ type }) => type === "message_posted").map(({ actor }) => actor)).toEqual(["ben", "ana"]);
    await Promise.all([ana, ben, cleo].map((person) => person.leave()));
  });

  test("[SESSION-4] ends when the assistant is idle, and typing is not idle", async () => {
    const session = { lasts: "10s", warnAt: ["9700ms", "9400ms"], idle: { role: "assistant", after: "500ms" } };
    await lobbyWith("idle", session);
    const [ana, ben] = [await assistant("ana-idle"), await client("ben-idle")];
    const room = await pair("idle", ana, ben);
    const { at } = await hears(ben, `room:${room}`, "session_started");

    // Each warning comes before she has been idle for too long, and she begins to type.
    for (const leftMs of [9_700, 9_400]) {
      await hears(ana, `room:${room}`, "session_warned", ({ data }) => data.leftMs === leftMs);
      await ana.ask("typing", { room });
    }
    // What the client does is not hers.
    await ben.ask("send_message", { room, key: newKey(), text: "Hello?" });
    const ended = await hears(ben, `room:${room}`, "session_ended");
    expect(ended.data.why).toBe("idle");
    expect(ended.at).toBeGreaterThanOrEqual(at + 1_100);
    expect((await hears(ben, "inbox:ben-idle", "sent_back")).data.room).toBe(room);
    await Promise.all([ana, ben].map((person) => person.leave()));
  });

  test("ends soon after one is left alone", async () => {
    await lobbyWith("alone", { leftAlone: "300ms" });
    const [ana, ben] = [await assistant("ana-alone"), await client("ben-alone")];
    const room = await pair("alone", ana, ben);
    await ben.ask("leave_room", { room, key: newKey() });

    const left = await hears(ana, `room:${room}`, "member_left");
    const ended = await hears(ana, `room:${room}`, "session_ended");
    expect(ended.data.why).toBe("alone");
    expect(ended.at).toBeGreaterThanOrEqual(left.at + 300);
    // The token names everybody who took part.
    expect(ended.data.token).toBe("wine:none:ana-alone:ben-alone");
    await Promise.all([ana, ben].map((person) => person.leave()));
  });

  test("goes on when the assistant's connection dies and comes back in time", async () => {
    await lobbyWith("lost", { leftAlone: "200ms" }, { seats: coachedSeats("30s") });
    const [ana, ben] = [await assistant("ana-lost"), await client("ben-lost")];
    const room = await pair("lost", ana, ben);
    const before = await ana.ask("open_room", { room });
    await ana.leave();
    await ben.ask("send_message", { room, key: newKey(), text: "Are you there?" });

    const again = await assistant("ana-lost");
    await again.ask("resume", { cursors: { [`room:${room}`]: { epoch: before.epoch, seq: before.head } } });
    expect((await hears(again, `room:${room}`, "message_posted")).data.text).toBe("Are you there?");
    await again.ask("send_message", { room, key: newKey(), text: "Here I am." });
    expect((await hears(ben, `room:${room}`, "message_posted", ({ actor }) => actor === "ana-lost")).data.text).toBe(
      "Here I am.",
    );
    const log = await logOf(server.door, room);
    expect(log.map(({ type }) => type)).not.toContain("session_ended");
    await Promise.all([again, ben].map((person) => person.leave()));
  });

  test("ends when the assistant stays away: the seat does not wait for ever", async () => {
    await lobbyWith("gone", { leftAlone: "200ms" }, { seats: coachedSeats("300ms") });
    const [ana, ben] = [await assistant("ana-gone"), await client("ben-gone")];
    const room = await pair("gone", ana, ben);
    await ana.leave();
    const left = await hears(ben, `room:${room}`, "member_left");
    expect(left.data.user).toBe("ana-gone");
    expect((await hears(ben, `room:${room}`, "session_ended")).data.why).toBe("alone");
    expect((await hears(ben, "inbox:ben-gone", "sent_back")).data.token).toBe("wine:none:ana-gone:ben-gone");
    await ben.leave();
  });

  test("is paused, extended and resumed by a moderator, and nobody else", async () => {
    await lobbyWith("paused", { lasts: "1s", warnAt: [] });
    const [ana, ben] = [await assistant("ana-paused"), await client("ben-paused")];
    const mod = await Chatter.as(server.door, "mod", { scope: "server" });
    const room = await pair("paused", ana, ben);
    expect(await ana.refused("pause_session", { room, key: newKey() })).toMatchObject({
      code: "not_allowed",
      message: "Only a moderator can pause the clock.",
    });
    await mod.ask("pause_session", { room, key: newKey() });
    expect(await ben.refused("send_message", { room, key: newKey(), text: "Now?" })).toMatchObject({
      code: "session_paused",
      retry: "later",
    });
    await mod.ask("extend_session", { room, key: newKey(), by: "500ms" });
    await mod.ask("resume_session", { room, key: newKey() });
    const resumed = await hears(ben, `room:${room}`, "session_resumed");
    await ben.ask("send_message", { room, key: newKey(), text: "Now." });
    const ended = await hears(ben, `room:${room}`, "session_ended");
    expect(ended.at).toBeGreaterThanOrEqual(resumed.data.endsAt!);
    expect(resumed.data.endsAt! - resumed.at).toBeGreaterThan(500);
    await Promise.all([ana, ben, mod].map((person) => person.leave()));
  });

  test("[SEAT-3] nobody is paired with a ghost", async () => {
    await lobbyWith("ghosts", {});
    const [ana, ben, cleo] = [await assistant("ana-ghost"), await client("ben-ghost"), await client("cleo-ghost")];
    await cleo.ask("open_lobby", { lobby: "ghosts" });
    const [room = ""] = (await ana.ask("go_online", { lobby: "ghosts", interests: ["wine"] })).rooms;
    await ben.ask("take_seat", { room, key: newKey() });
    await isTold(cleo, "lobby", (signal) => signal.rooms.some(({ state }) => state === "waiting"));
    await ben.leave();
    await isTold(cleo, "lobby", (signal) => signal.rooms.some(({ state }) => state === "free"));

    await ana.ask("take_seat", { room, key: newKey() });
    const { state } = await ana.ask("open_room", { room });
    expect(state.session).toEqual({ phase: "waiting" });
    expect(state.members.map(({ id }) => id)).toEqual(["ana-ghost"]);
    await cleo.ask("take_seat", { room, key: newKey() });
    expect((await hears(ana, `room:${room}`, "session_started")).data.people.map(({ user }) => user)).toEqual([
      "ana-ghost",
      "cleo-ghost",
    ]);
    await Promise.all([ana, cleo].map((person) => person.leave()));
  });
});

const coachedSeats = (keepFor: string) => ({
  total: 2,
  roles: { assistant: { max: 1, reserved: 1 } },
  exempt: ["moderator"],
  keepFor,
});
