import { expect, test } from "bun:test";
import type { KindDocument } from "@parlor/protocol";
import { Chatter, newKey } from "../support/chatter.ts";
import { isTold } from "../support/hears.ts";
import { StoryServer } from "../support/story-server.ts";

/** What a kind says is obeyed. The two rooms of a test differ in one setting, so that nothing else can be the reason. */
const story = StoryServer.forThisFile({ GUESTS: "on" });

async function twoRooms(setting: string, change: Partial<KindDocument>, base: Partial<KindDocument> = {}) {
  await story.kind("community", `${setting}-plain`, base);
  await story.kind("community", `${setting}-other`, { ...base, ...change });
  const backEnd = await story.backEnd();
  const rooms = [`${setting}-plain`, `${setting}-other`] as const;
  for (const room of rooms) await backEnd.ask("create_room", { room, key: newKey(), kind: room });
  return rooms;
}

async function guest(): Promise<Chatter> {
  const chatter = await Chatter.connect(story.door);
  await chatter.ask("hello", { guest: { name: "Gil" } });
  return chatter;
}

const say = (who: Chatter, room: string, text: string) => who.ask("send_message", { room, key: newKey(), text });

test("guests: neither making a room nor asking for help lets a guest in", async () => {
  const gil = await guest();
  const [plain, other] = await twoRooms("guests", { guests: false });
  expect((await gil.ask("open_room", { room: plain })).me).toBeDefined();
  expect(await gil.refused("open_room", { room: other })).toMatchObject({ code: "guests_off" });
  expect((await gil.ask("create_room", { key: newKey(), kind: plain })).room).toBeString();
  expect(await gil.refused("create_room", { key: newKey(), kind: other })).toMatchObject({ code: "guests_off" });

  const backEnd = await story.backEnd();
  for (const [queue, guests] of [
    ["anybody", true],
    ["signed-in", false],
  ] as const) {
    await story.kind("helpdesk", queue, { guests });
    await backEnd.ask("create_queue", { queue, key: newKey(), kind: queue });
  }
  expect((await gil.ask("request_help", { queue: "anybody", key: newKey() })).request).toBeString();
  expect(await gil.refused("request_help", { queue: "signed-in", key: newKey() })).toMatchObject({
    code: "guests_off",
  });
  expect((await gil.ask("list_queues", {})).queues.map(({ queue }) => queue)).toEqual(["anybody"]);
  await gil.leave();
});

test("openJoins: opening a room makes one a member, or leaves one a watcher", async () => {
  const ana = await story.person("ana-opens");
  const [plain, other] = await twoRooms("opening", { openJoins: false });
  expect((await ana.ask("open_room", { room: plain })).me).toBeDefined();
  expect((await ana.ask("open_room", { room: other })).me).toBeUndefined();
});

test("listed: strangers are shown a room, or not", async () => {
  const ana = await story.person("ana-lists");
  const [plain, other] = await twoRooms("listing", { listed: false });
  const { rooms } = await ana.ask("list_rooms", { of: "listed", limit: 200 });
  expect(rooms.map(({ room }) => room)).toContain(plain);
  expect(rooms.map(({ room }) => room)).not.toContain(other);
});

test("create and creatorRole: who makes such rooms, and what they are in them", async () => {
  const ana = await story.person("ana-makes");
  await twoRooms("making", { create: "server" }, { creatorRole: "member" });
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "making-plain" });
  expect((await ana.ask("get_room", { room })).me).toMatchObject({ role: "member" });
  expect(await ana.refused("create_room", { key: newKey(), kind: "making-other" })).toMatchObject({
    code: "not_allowed",
  });
});

test("history.onJoin: so many events come with a room", async () => {
  const ana = await story.person("ana-reads");
  for (const room of await twoRooms("paging", { history: { onJoin: 2 } }, { limits: { send: "100/1s" } })) {
    await ana.ask("open_room", { room });
    for (const text of ["one", "two", "three"]) await say(ana, room, text);
  }
  const texts = async (room: string) => (await ana.ask("open_room", { room })).events.length;
  expect(await texts("paging-plain")).toBe(5);
  expect(await texts("paging-other")).toBe(2);
});

test("typing and receipts: shown to the others, or kept", async () => {
  const [ana, ben] = [await story.person("ana-types"), await story.person("ben-types")];
  const [plain, other] = await twoRooms("showing", { typing: false, receipts: false });
  for (const room of [other, plain]) {
    await ana.ask("open_room", { room });
    await ben.ask("open_room", { room });
    const { seq } = await say(ben, room, "hello");
    await ana.ask("typing", { room });
    await ana.ask("mark_read", { room, seq });
  }
  for (const kind of ["typing", "read"] as const) {
    await isTold(ben, kind, ({ stream }) => stream === `room:${plain}`);
    expect(ben.signals(kind).map(({ stream }) => stream)).not.toContain(`room:${other}`);
  }
});

test("limits.roles: a role has a pace of its own", async () => {
  const ana = await story.person("ana-hurries");
  const [plain, other] = await twoRooms("hurrying", { limits: { roles: { member: { send: "1/1h" } } } });
  for (const room of [plain, other]) {
    await ana.ask("open_room", { room });
    await say(ana, room, "one");
  }
  await say(ana, plain, "two");
  expect(await ana.refused("send_message", { room: other, key: newKey(), text: "two" })).toMatchObject({
    code: "too_fast",
  });
});

test("spam: what may not be sent cannot be edited in either", async () => {
  const ana = await story.person("ana-edits");
  const shout = "LOUD AND PROUD";
  const [plain, other] = await twoRooms("shouting", { spam: {} });
  for (const room of [plain, other]) await ana.ask("open_room", { room });
  const [quiet, judged] = [await say(ana, plain, "hello"), await say(ana, other, "hello")];
  await ana.ask("edit_message", { room: plain, key: newKey(), seq: quiet.seq, text: shout });
  for (const refused of [
    await ana.refused("send_message", { room: other, key: newKey(), text: shout }),
    await ana.refused("edit_message", { room: other, key: newKey(), seq: judged.seq, text: shout }),
  ]) {
    expect(refused).toMatchObject({ code: "spam" });
  }
});

test("topics: short words, words of one's own choice and all beyond a number are left out", async () => {
  const ana = await story.person("ana-talks");
  const words = async (name: string, topics: object) => {
    await story.kind("community", name, { topics });
    await ana.ask("create_room", { room: name, key: newKey(), kind: name });
    await say(ana, name, "yoga squats planks");
    return (await ana.ask("load_topics", { room: name })).topics.map(({ word }) => word).toSorted();
  };
  expect(await words("topics-all", {})).toEqual(["planks", "squats", "yoga"]);
  expect(await words("topics-long", { minWordLength: 5 })).toEqual(["planks", "squats"]);
  expect(await words("topics-chosen", { stopWords: ["Planks"] })).toEqual(["squats", "yoga"]);
  expect(await words("topics-few", { maxTopics: 1 })).toHaveLength(1);
});

test("title: a lobby is called as its kind says", async () => {
  await story.kind("coached", "tutoring", { title: "Tutoring" });
  const { lobbies } = await (await story.person("ana-looks")).ask("list_lobbies", {});
  expect(lobbies.find(({ lobby }) => lobby === "tutoring")?.title).toBe("Tutoring");
  expect(lobbies.find(({ lobby }) => lobby === "coached")).not.toHaveProperty("title");
});
