import { describe, expect, test } from "bun:test";
import { newKey } from "../../support/chatter.ts";
import { hears, isTold } from "../../support/hears.ts";
import { rest } from "../../support/rest.ts";
import { StoryServer } from "../../support/story-server.ts";
import { tokenOf } from "../../support/tokens.ts";

const story = StoryServer.forThisFile();

describe("a themed room of a community", () => {
  test("is found, entered, talked in, edited in, reacted in, moderated and closed", async () => {
    const [ana, ben] = [await story.person("ana"), await story.person("ben")];
    await ana.ask("create_room", { room: "workout-tips", key: newKey(), kind: "community", title: "Workout tips" });
    await ana.ask("open_room", { room: "workout-tips" });
    const { rooms } = await ben.ask("list_rooms", { of: "listed", search: "workout" });
    expect(rooms).toMatchObject([{ room: "workout-tips", title: "Workout tips", memberCount: 1 }]);

    const room = "workout-tips";
    expect((await ben.ask("open_room", { room })).me).toMatchObject({ role: "member" });
    await isTold(ana, "presence", ({ here }) => here?.some(({ id }) => id === "ben") ?? false);
    const { seq } = await ben.ask("send_message", { room, key: newKey(), text: "Squads help", mentions: ["ana"] });
    await ben.ask("edit_message", { room, key: newKey(), seq, text: "Squats help" });
    await ana.ask("react", { room, key: newKey(), seq, emoji: "💪" });
    expect((await hears(ana, "inbox:ana", "mentioned")).data).toMatchObject({ room, seq, by: "ben" });
    await ana.ask("mark_read", { room, seq });
    expect(await isTold(ben, "read")).toMatchObject({ user: "ana", seq });

    expect(await ben.refused("delete_message", { room, key: newKey(), seq: 1 })).toMatchObject({
      code: "no_such_message",
    });
    expect(await ben.refused("close_room", { room, key: newKey() })).toMatchObject({ code: "not_allowed" });
    await ana.ask("set_member", { room, key: newKey(), user: "ben", deny: ["message.send"] });
    expect(await ben.refused("send_message", { room, key: newKey(), text: "No?" })).toMatchObject({
      code: "not_allowed",
    });
    await ana.ask("leave_room", { room, key: newKey(), user: "ben" });
    await hears(ben, "inbox:ben", "room_removed");
    expect(await ben.refused("edit_message", { room, key: newKey(), seq, text: "Gone?" })).toMatchObject({
      code: "not_a_member",
    });
    await ana.ask("close_room", { room, key: newKey(), reason: "Enough." });
    expect((await ben.ask("list_rooms", { of: "listed" })).rooms).toEqual([]);
  });
});

describe("a room that somebody makes for others", () => {
  test("[DEVICES-9] calls them by their names: who is connected at once, and who comes later from then on", async () => {
    const room = "named";
    const ana = await story.person("ana");
    await story.person("u-17", [], { name: "Ben Krause" });
    await ana.ask("create_room", { room, key: newKey(), kind: "group", members: ["u-17", "u-18"] });
    await ana.ask("set_member", { room, key: newKey(), user: "u-18", deny: ["message.react"] });
    const names = async () => (await ana.ask("open_room", { room })).state.members.map(({ name }) => name);
    expect(await names()).toEqual(["ana", "Ben Krause", "u-18"]);

    const cleo = await story.person("u-18", [], { name: "Cleo Nuñez" });
    const { state, head } = await cleo.ask("open_room", { room });
    expect(state.members.map(({ name }) => name)).toEqual(["ana", "Ben Krause", "Cleo Nuñez"]);
    expect(await hears(ana, `room:${room}`, "member_changed", ({ data }) => "name" in data)).toMatchObject({
      seq: head,
      actor: "u-18",
      data: { user: "u-18", role: "member", name: "Cleo Nuñez", deny: ["message.react"] },
    });
    expect(await names()).toEqual(["ana", "Ben Krause", "Cleo Nuñez"]);
    await cleo.ask("join_room", { room, key: newKey() });
    expect((await cleo.ask("open_room", { room })).head).toBe(head);
  });
});

describe("an interview", () => {
  test("is entered by whoever has its name, and shows the last hundred messages", async () => {
    const room = "interview-7f3a";
    const [ana, ben] = [await story.person("ana-i"), await story.person("ben-i")];
    await ana.ask("create_room", { room, key: newKey(), kind: "interview" });
    expect((await ben.ask("list_rooms", { of: "listed", search: "interview" })).rooms).toEqual([]);
    const code = "function add(a, b) {\n  return a + b;\n}";
    await ana.ask("send_message", { room, key: newKey(), text: code });
    const backEnd = await story.backEnd();
    for (let no = 2; no <= 105; no++) await backEnd.ask("send_message", { room, key: newKey(), text: `${no}` });

    const { events, me } = await ben.ask("open_room", { room });
    expect(me?.role).toBe("member");
    const messages = events.filter(({ type }) => type === "message_posted");
    expect(messages.length).toBeGreaterThan(97);
    expect(messages.at(-1)?.data["text"]).toBe("105");
    await ben.ask("send_message", { room, key: newKey(), text: "x".repeat(4_000) });
    expect(await ben.refused("send_message", { room, key: newKey(), text: "x".repeat(4_001) })).toMatchObject({
      code: "message_too_long",
    });
    await ben.ask("leave_room", { room, key: newKey() });
  });
});

describe("two people", () => {
  test("are alone with each other for good", async () => {
    const [ana, ben, cleo] = [await story.person("ana-d"), await story.person("ben-d"), await story.person("cleo-d")];
    const { room } = await ana.ask("create_room", { key: newKey(), kind: "direct", members: ["ben-d"] });
    expect((await hears(ben, "inbox:ben-d", "room_added")).data.room).toBe(room);
    await ana.ask("send_message", { room, key: newKey(), text: "Just us" });
    expect((await ben.ask("open_room", { room })).events.at(-1)?.data["text"]).toBe("Just us");

    for (const refusal of [
      await cleo.refused("open_room", { room }),
      await cleo.refused("load_history", { room }),
      await cleo.refused("send_message", { room, key: newKey(), text: "Me too" }),
    ]) {
      expect(refusal.code).toBe("not_a_member");
    }
    expect(await cleo.refused("join_room", { room, key: newKey() })).toMatchObject({ code: "room_full" });
    expect(await ana.refused("invite", { room, key: newKey(), user: "cleo-d" })).toMatchObject({ code: "room_full" });
    const third = await (await story.backEnd()).refused("set_member", { room, key: newKey(), user: "cleo-d" });
    expect(third).toMatchObject({ code: "room_full", message: "All 2 seats are taken." });
    expect(await ana.refused("create_room", { key: newKey(), kind: "direct", members: ["x", "y"] })).toMatchObject({
      code: "room_full",
    });
  });
});

describe("a group", () => {
  test("is private: one is invited, comes or declines, and may be removed", async () => {
    const [ana, ben, cleo] = [await story.person("ana-g"), await story.person("ben-g"), await story.person("cleo-g")];
    const { room } = await ana.ask("create_room", { key: newKey(), kind: "group", title: "Trip" });
    await ana.ask("send_message", { room, key: newKey(), text: "Where to?" });
    expect(await ben.refused("join_room", { room, key: newKey() })).toMatchObject({
      code: "not_allowed",
      message: "One has to be let into this room.",
    });
    await ana.ask("invite", { room, key: newKey(), user: "ben-g" });
    await ana.ask("invite", { room, key: newKey(), user: "cleo-g" });
    expect((await hears(ben, "inbox:ben-g", "invited")).data).toMatchObject({ room, title: "Trip", byName: "ana-g" });
    await cleo.ask("end_invitation", { room, key: newKey() });
    expect(await cleo.refused("join_room", { room, key: newKey() })).toMatchObject({ code: "not_allowed" });

    expect(await ben.ask("join_room", { room, key: newKey() })).toEqual({ room, role: "member" });
    expect((await ben.ask("open_room", { room })).events.some(({ data }) => data["text"] === "Where to?")).toBe(true);
    await ana.ask("leave_room", { room, key: newKey(), user: "ben-g" });
    await ben.find("view_closed");
    expect(await ben.refused("load_history", { room })).toMatchObject({ code: "not_a_member" });
  });

  test("whose history begins with one's joining shows nothing from before, by no way of reading", async () => {
    await story.kind("group", "discreet", {
      history: { visible: "from-join" },
      topics: {},
      messages: { maxLength: 50 },
    });
    const [ana, ben] = [await story.person("ana-h"), await story.person("ben-h")];
    const { room } = await ana.ask("create_room", { key: newKey(), kind: "discreet" });
    await ana.ask("send_message", { room, key: newKey(), text: "secret pineapple" });
    await ana.ask("invite", { room, key: newKey(), user: "ben-h" });
    await ben.ask("join_room", { room, key: newKey() });
    await ana.ask("send_message", { room, key: newKey(), text: "welcome" });

    const opened = await ben.ask("open_room", { room });
    await ben.ask("resume", { cursors: { [`room:${room}`]: null } });
    const answers = [
      opened,
      await ben.ask("load_history", { room, before: 100 }),
      await ben.ask("load_history", { room, after: 0 }),
      await ben.ask("get_room", { room }),
      await ben.ask("load_topics", { room }),
      (await rest(story.url, "GET", `/rooms/${room}/events`, undefined, tokenOf("ben-h"))).body,
      (await rest(story.url, "GET", `/rooms/${room}/topics`, undefined, tokenOf("ben-h"))).body,
      ben.frames,
    ];
    expect(JSON.stringify(answers)).toContain("welcome");
    expect(JSON.stringify(answers)).not.toContain("pineapple");
    expect(JSON.stringify(await ana.ask("load_topics", { room }))).toContain("pineapple");
  });
});
