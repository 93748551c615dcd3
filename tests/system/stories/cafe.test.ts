import { describe, expect, test } from "bun:test";
import type { Topic } from "@parlor/protocol";
import { type Chatter, newKey } from "../../support/chatter.ts";
import { hears, isTold } from "../../support/hears.ts";
import { rest } from "../../support/rest.ts";
import { StoryServer } from "../../support/story-server.ts";
import { tokenOf } from "../../support/tokens.ts";

const story = StoryServer.forThisFile({
  CHAT_MESSAGE_MAX_LENGTH: "60",
  TOPIC_MAX_TOPICS: "3",
  CHAT_HISTORY_LIMIT: "5",
});

async function open(room: string, kind: string, people: readonly string[]): Promise<Chatter[]> {
  await (await story.backEnd()).ask("create_room", { room, key: newKey(), kind });
  const inside = await Promise.all(people.map((id) => story.person(id)));
  for (const person of inside) await person.ask("open_room", { room });
  return inside;
}

const say = (person: Chatter | undefined, room: string, text: string) =>
  person!.ask("send_message", { room, key: newKey(), text });
const topicsOf = async (person: Chatter | undefined, room: string): Promise<Topic[]> =>
  (await person!.ask("load_topics", { room })).topics;

describe("a café", () => {
  test("[TOPIC-1] is talked in, with history, presence, typing, a deletion and topics", async () => {
    const room = "central";
    const [ana, ben, cleo] = await open(room, "cafe", ["ana", "ben", "cleo"]);
    await isTold(ana!, "presence", ({ count }) => count === 3);
    await ben!.ask("typing", { room });
    expect(await isTold(ana!, "typing")).toMatchObject({ user: "ben", on: true });

    await say(ana, room, "The espresso is wonderful");
    await say(cleo, room, "Espresso, yes!");
    // One person cannot push a word, however often they say it.
    for (const text of ["latte latte latte", "a latte please", "more latte"]) await say(ben, room, text);
    expect((await topicsOf(ana, room))[0]).toEqual({ word: "espresso", count: 2 });
    expect((await topicsOf(ana, room)).find(({ word }) => word === "latte")?.count).toBe(1);
    expect(await topicsOf(ana, room)).toHaveLength(3);
    const told = await isTold(cleo!, "topics", ({ topics }) => topics.some(({ word }) => word === "latte"));
    expect(told.topics[0]?.word).toBe("espresso");

    // What only a deleted message said is no topic any more, and its text is gone for everybody.
    const { seq } = await say(cleo, room, "croissants croissants");
    expect(await ben!.refused("delete_message", { room, key: newKey(), seq })).toMatchObject({ code: "not_allowed" });
    await cleo!.ask("delete_message", { room, key: newKey(), seq });
    await hears(ana!, `room:${room}`, "message_deleted");
    expect(JSON.stringify(await topicsOf(ana, room))).not.toContain("croissants");
    expect(JSON.stringify((await ana!.ask("load_history", { room })).events)).not.toContain("croissants");

    // Over REST the same, and who comes later gets as much history as the environment says.
    const { body } = await rest(story.url, "GET", `/rooms/${room}/topics?limit=1`, undefined, tokenOf("ana"));
    expect(body).toEqual({ room, topics: [{ word: "espresso", count: 2 }] });
    const late = await story.person("dora");
    expect((await late.ask("open_room", { room })).events).toHaveLength(5);
  });

  test("[TOPIC-2] newer words overtake older ones, and what nobody says any more is no topic", async () => {
    await story.kind("cafe", "quick", { topics: { halfLife: "5ms", expiry: "1s", perPerson: "1ms" } });
    const room = "quick-talk";
    const [ana, ben] = await open(room, "quick", ["ana-q", "ben-q"]);
    await say(ana, room, "espresso");
    await say(ben, room, "espresso");
    // Ten half-lives later.
    await story.passes(50);
    await say(ana, room, "croissant");
    expect((await topicsOf(ben, room)).map(({ word }) => word).slice(0, 2)).toEqual(["croissant", "espresso"]);

    await story.passes(1_000);
    expect(await topicsOf(ben, room)).toEqual([]);
  });

  test("[LIMIT-2] refuses what is too long, spam, a repetition and a flood, each with its rule", async () => {
    const room = "rules";
    const [ana] = await open(room, "cafe", ["ana-r"]);
    const refusal = (text: string) => ana!.refused("send_message", { room, key: newKey(), text });
    expect(await refusal("x".repeat(61))).toMatchObject({
      code: "message_too_long",
      message: "A message has at most 60 characters; this one has 61.",
    });
    expect(await refusal("   ")).toMatchObject({ code: "empty_message" });
    expect(await refusal("BUY CHEAP COFFEE")).toMatchObject({ code: "spam", retry: "never" });
    expect((await refusal("BUY CHEAP COFFEE")).message).toContain("capital letters");
    expect((await refusal("www.a.b www.c.d www.e.f")).message).toBe("At most 2 links can be in one message.");
    expect((await refusal("coooooooool")).message).toContain('The letter "o" stands more than 6 times');

    await say(ana, room, "Good morning");
    // Another connection is the same person.
    const phone = await story.person("ana-r");
    const again = await phone.refused("send_message", { room, key: newKey(), text: "good   MORNING" });
    expect(again).toMatchObject({ code: "repeated", retry: "later" });
    expect(again.retryAfterMs).toBeGreaterThan(290_000);
  });

  test("[LIMIT-1] counts a person's messages over all their connections and REST, and says when to try again", async () => {
    const room = "rate";
    await story.kind("cafe", "slow", { limits: { send: "3/1h", roles: { moderator: { send: "100/1s" } } } });
    const [ana] = await open(room, "slow", ["ana-l"]);
    const phone = await story.person("ana-l");
    await say(ana, room, "one");
    await say(phone, room, "two");
    const sent = { key: newKey(), text: "three" };
    expect((await rest(story.url, "POST", `/rooms/${room}/messages`, sent, tokenOf("ana-l"))).status).toBe(201);
    for (const device of [ana!, phone]) {
      const refusal = await device.refused("send_message", { room, key: newKey(), text: "four" });
      expect(refusal).toMatchObject({ code: "too_fast", retry: "later" });
      expect(refusal.retryAfterMs).toBeGreaterThan(60_000);
    }
    // A repetition of what was sent is no other message.
    expect((await rest(story.url, "POST", `/rooms/${room}/messages`, sent, tokenOf("ana-l"))).status).toBe(201);
  });

  test("in slow mode one waits between two messages, but for roles that need not", async () => {
    const room = "slow-mode";
    await story.kind("cafe", "slow-mode", { limits: { slowMode: "1h", roles: { moderator: { slowMode: "0s" } } } });
    const [ana] = await open(room, "slow-mode", ["ana-s"]);
    await say(ana, room, "one");
    const refusal = await ana!.refused("send_message", { room, key: newKey(), text: "two" });
    expect(refusal).toMatchObject({ code: "slow_mode", retry: "later" });
    expect(refusal.message).toContain("Slow mode is on");
    await (await story.backEnd()).ask("set_member", { room, key: newKey(), user: "ana-s", role: "moderator" });
    await say(ana, room, "two");
  });
});
