import { describe, expect, test } from "bun:test";
import { newKey } from "../../support/chatter.ts";
import { FieldClient } from "../../support/field-client.ts";
import { rest } from "../../support/rest.ts";
import { messagesOf, textsOf, until } from "../../support/sdk.ts";
import { StoryServer } from "../../support/story-server.ts";
import { tokenOf } from "../../support/tokens.ts";

const story = StoryServer.forThisFile({ GUESTS: "on" });

interface Received {
  readonly message: string;
  readonly username: string;
}

describe("an interview", () => {
  test("is made by the back end, talked in from the SDK and the field, lost and found again, and kept", async () => {
    const room = "interview-7f3a";
    const make = { key: newKey(), room, kind: "interview", title: "Two sum" };
    expect((await rest(story.url, "POST", "/rooms", make)).status).toBe(201);

    // Whoever has its name is in; nobody else learns of it.
    const [ana, ben] = [story.sdk("ana"), story.sdk("ben")];
    await Promise.all([ana.room(room).open(), ben.room(room).open()]);
    await until(ana.room(room).presence, (presence) => presence?.count === 2);
    expect((await ana.listRooms({ of: "listed" })).rooms).toEqual([]);

    const code = "function add(a, b) {\n\treturn a + b;\n}";
    ben.room(room).typing();
    await until(ana.room(room).typists, (typists) => typists.some(({ name }) => name === "ben"));
    const { seq } = await ben.room(room).send(code);
    await until(ana.room(room).timeline, () => textsOf(ana, room).includes(code));
    await ana.room(room).react(seq, "👍");
    await ben.room(room).edit(seq, code.replace("add", "sum"));
    await until(ana.room(room).timeline, () => textsOf(ana, room).includes(code.replace("add", "sum")));
    expect(messagesOf(ana, room)[0]?.message.reactions).toEqual([{ emoji: "👍", by: ["ana"] }]);
    expect(ana.room(room).can({ do: "close" })).toMatchObject({
      ok: false,
      reason: "Only a moderator can close this chat.",
    });

    // An observer with the client that was there before Parlor hears and says the same.
    const olga = await FieldClient.connect(story.url, { auth: { token: tokenOf("olga", { name: "Olga" }) } });
    olga.say("join", { username: "Olga", room });
    await olga.next<Received>("receive", ({ message }) => message === code.replace("add", "sum"));
    olga.say("send", { username: "Olga", room, message: "What about overflow?" });
    await until(ana.room(room).timeline, () => textsOf(ana, room).includes("What about overflow?"));

    // The candidate's network goes; what is said meanwhile is there when it is back, and what they said is sent once.
    ben.cut();
    await until(ben.connection, ({ name }) => name !== "online");
    const late = ben.room(room).send("I was cut off");
    await ana.room(room).send("Are you there?");
    await late;
    await until(ben.room(room).timeline, () => textsOf(ben, room).includes("Are you there?"));
    await until(ana.room(room).timeline, () => textsOf(ana, room).includes("I was cut off"));
    expect(textsOf(ana, room).filter((text) => text === "I was cut off")).toHaveLength(1);
    expect(textsOf(ana, room)).toEqual(textsOf(ben, room));

    // Who comes last sees the last hundred, and pages back to the first.
    const backEnd = await story.backEnd();
    for (let no = 1; no <= 110; no++) await backEnd.ask("send_message", { room, key: newKey(), text: `note ${no}` });
    const cleo = story.sdk("cleo");
    await cleo.room(room).open();
    const { timeline } = cleo.room(room);
    expect(messagesOf(cleo, room).length).toBeGreaterThan(90);
    expect(messagesOf(cleo, room).length).toBeLessThanOrEqual(100);
    while (!timeline.get().reachesStart) await cleo.room(room).loadBefore();
    expect(textsOf(cleo, room)).toHaveLength(114);
    expect(textsOf(cleo, room)[0]).toBe(code.replace("add", "sum"));

    // It ends, can be read for good, and nothing can be added.
    const closed = await rest(story.url, "POST", `/rooms/${room}/close`, { key: newKey(), reason: "Thank you, Ben." });
    expect(closed.status).toBe(200);
    await until(ben.room(room).state, (state) => state?.closed?.reason === "Thank you, Ben.");
    const tooLate = ben
      .room(room)
      .send("One more thing")
      .catch((error: unknown) => error);
    expect(await tooLate).toMatchObject({ code: "room_closed" });
    expect(textsOf(ben, room)).toContain("What about overflow?");
    olga.close();
  });

  test("takes long messages, and refuses longer ones with the number", async () => {
    const ana = story.sdk("ana-l");
    const { room } = await ana.createRoom({ kind: "interview" });
    await ana.room(room).open();
    await ana.room(room).send("x".repeat(4_000));
    const refused = ana
      .room(room)
      .send("x".repeat(4_001))
      .catch((error: unknown) => error);
    expect(await refused).toMatchObject({
      code: "message_too_long",
      message: "A message has at most 4000 characters; this one has 4001.",
    });
  });
});
