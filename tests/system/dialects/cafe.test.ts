import { describe, expect, test } from "bun:test";
import { type CafeForm, type CafeMessage, CafeServer, say, showing, shown } from "../../support/cafe-server.ts";
import { Chatter, newKey } from "../../support/chatter.ts";
import { FieldClient, type Transports } from "../../support/field-client.ts";
import { makeKind } from "../../support/rest.ts";
import { withServer } from "../../support/server.ts";
import { serverToken, tokenOf } from "../../support/tokens.ts";
import { wireTo } from "../../support/wire.ts";

const server = CafeServer.forThisFile();
const { newCafe, visitor, inside } = server;

const names = (client: FieldClient, from = 0) => client.heard.slice(from).map(({ name }) => name);
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
const anyId = expect.any(String) as string;

const WAYS = (["document", "field"] as const).flatMap((form) =>
  ([["websocket"], ["polling"], ["polling", "websocket"]] as Transports[]).map((transports): [CafeForm, Transports] => [
    form,
    transports,
  ]),
);

describe.each(WAYS)("the %s's form over %p", (form, transports) => {
  test("[cafe] a message reaches all, the sender too, once and in order", async () => {
    const cafeId = await newCafe();
    const ana = await inside(form, "ana", cafeId, { transports });
    const ben = await inside(form, "ben", cafeId, { transports });
    for (let n = 0; n < 10; n++) say(ana, cafeId, `hi <${n}>`);
    for (const client of [ana, ben]) {
      await showing(form, client, "hi <9>");
      expect(shown(form, client)).toEqual(Array.from({ length: 10 }, (_, n) => `hi <${n}>`));
    }
  });

  test("[cafe Reconnect] a client that joins again gets only what it has not been sent", async () => {
    const cafeId = await newCafe();
    const wire = await wireTo(server.url);
    const ben = await inside(form, "ben", cafeId);
    say(ben, cafeId, "before");
    await showing(form, ben, "before");
    const ana = await inside(form, "ana", cafeId, { transports, url: wire.url });
    const talk = async (from: number, to: number) => {
      for (let n = from; n < to; n++) say(ben, cafeId, `${n}`);
      await showing(form, ben, `${to - 1}`);
    };
    await talk(0, 3);
    await showing(form, ana, "2");
    wire.swallow();
    await talk(3, 6);
    wire.cut();
    await talk(6, 8);
    await ana.connected(2);
    await talk(8, 9);
    await showing(form, ana, "8");
    expect(shown(form, ana)).toEqual(["before", "0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    await wire.end();
  });
});

describe("the document's form", () => {
  test("[cafe] connected, then after join:cafe history, users and topics, in this order", async () => {
    const cafeId = await newCafe();
    const ben = await inside("document", "ben", cafeId);
    say(ben, cafeId, "coffee croissant");
    await showing("document", ben, "coffee croissant");
    const ana = await visitor("ana", { auth: { token: tokenOf("ana", { name: "Ana" }), dialect: "cafe" } });
    expect(await ana.next("connected")).toEqual({ userId: "ana" });
    ana.say("join:cafe", { cafeId });
    await ana.next("topics:update");
    expect(names(ana)).toEqual(["connected", "message:history", "users:update", "topics:update"]);
    const [history, users, topics] = ana.heard.slice(1).map(({ payload }) => payload);
    expect(history).toEqual({
      messages: [
        {
          id: anyId,
          cafeId,
          userId: "ben",
          username: "BEN",
          content: "coffee croissant",
          createdAt: ISO,
          deleted: false,
        },
      ],
    });
    expect(users).toEqual({ cafeId, userCount: 2, action: "join", user: { id: "ana", username: "Ana" } });
    expect((topics as { topics: string[] }).topics.toSorted()).toEqual(["coffee", "croissant"]);
    expect(await ben.next("users:update", ({ userCount }: { userCount: number }) => userCount === 2)).toEqual(
      users as never,
    );
  });

  test("[cafe] message:new holds the message, and topics follow when the ranking changes", async () => {
    const cafeId = await newCafe();
    const ana = await inside("document", "ana", cafeId);
    say(ana, cafeId, "croissants");
    expect(await ana.next("message:new")).toEqual({
      message: {
        id: anyId,
        cafeId,
        userId: "ana",
        username: "ANA",
        content: "croissants",
        createdAt: ISO,
        deleted: false,
      },
    });
    expect(await ana.next("topics:update")).toEqual({ topics: ["croissants"] });
  });

  test("[cafe] a bare string is the café's id", async () => {
    const cafeId = await newCafe();
    const ana = await visitor("ana");
    ana.say("join:cafe", cafeId);
    expect(await ana.next("message:history")).toEqual({ messages: [] });
  });

  test("[cafe] history has at most 50 messages, oldest first", async () => {
    const cafeId = await newCafe();
    for (let n = 0; n < 60; n++)
      await server.backEnd.ask("send_message", { room: cafeId, key: newKey(), text: `m${n}` });
    const ana = await inside("document", "ana", cafeId);
    expect(shown("document", ana)).toEqual(Array.from({ length: 50 }, (_, n) => `m${n + 10}`));
  });

  test("[cafe] typing is told to the others, and stops by itself after the last start", async () => {
    const cafeId = await newCafe();
    const ana = await inside("document", "ana", cafeId);
    const ben = await inside("document", "ben", cafeId);
    ben.say("typing:start", { cafeId });
    const typing = { userId: "ben", username: "BEN" };
    expect(await ana.next("typing:indicator")).toEqual({ ...typing, isTyping: true });
    ben.say("typing:start", { cafeId });
    ben.say("typing:stop", { cafeId });
    expect(await ana.next("typing:indicator")).toEqual({ ...typing, isTyping: false });
    ben.say("typing:start", { cafeId });
    await ana.next("typing:indicator");
    const startedAt = Date.now();
    expect(await ana.next("typing:indicator")).toEqual({ ...typing, isTyping: false });
    expect(Date.now() - startedAt).toBeGreaterThan(2_500);
    expect(ben.payloads("typing:indicator")).toEqual([]);
  });
});

describe("the field's form", () => {
  test("[cafe] one message:new for each message, then users, topics and the system line", async () => {
    const cafeId = await newCafe();
    const ben = await inside("field", "ben", cafeId);
    say(ben, cafeId, "espresso");
    say(ben, cafeId, "macchiato");
    await showing("field", ben, "macchiato");
    const ana = await visitor("ana", { claims: { cafeId } });
    expect(await ana.next("connected")).toEqual({ userId: "ana", cafeId });
    const from = ana.heard.length;
    ana.say("join:cafe", { cafeId, userId: "ben", location: { lat: 1, lng: 2 } });
    await ana.next("message:new", ({ userId }: CafeMessage) => userId === null);
    const heard = ana.heard.slice(from).filter(({ name }) => name !== "status");
    expect(heard.map(({ name }) => name)).toEqual([
      "message:new",
      "message:new",
      "users:update",
      "topics:update",
      "message:new",
    ]);
    expect(heard[0]?.payload).toEqual({
      id: anyId,
      userId: "ben",
      username: "BEN",
      cafeId,
      content: "espresso",
      messageType: "text",
      createdAt: ISO,
    });
    expect(heard[2]?.payload).toEqual({ total: 2, inCafe: 2 });
    expect((heard[3]!.payload as { topics: { word: string; count: number }[] }).topics).toEqual(
      expect.arrayContaining([{ word: "espresso", count: 1 }]) as never,
    );
    expect(heard[4]?.payload).toMatchObject({ userId: null, username: "System", content: "ANA joined the chat" });
    expect(
      await ben.next("message:new", ({ userId, content }: CafeMessage) => userId === null && content.startsWith("ANA")),
    ).toMatchObject({ content: "ANA joined the chat" });
  });

  test("[cafe] typing is told on start only, and never to the typist", async () => {
    const cafeId = await newCafe();
    const ana = await inside("field", "ana", cafeId);
    const ben = await inside("field", "ben", cafeId);
    ben.say("typing:start", { cafeId });
    expect(await ana.next("typing:indicator")).toEqual({ username: "BEN", cafeId });
    ben.say("typing:stop", { cafeId });
    say(ben, cafeId, "done typing");
    await showing("field", ana, "done typing");
    expect(ana.payloads("typing:indicator")).toHaveLength(1);
    expect(ben.payloads("typing:indicator")).toEqual([]);
  });

  test("[cafe] who is in the chat but not in the café counts in total only", async () => {
    const cafeId = await newCafe();
    const ana = await inside("field", "ana", cafeId);
    const ben = await inside("field", "ben", cafeId);
    ben.say("presence:update", { inCafe: false, cafeId });
    expect(await ana.next("users:update", ({ inCafe }: { total: number; inCafe: number }) => inCafe === 1)).toEqual({
      total: 2,
      inCafe: 1,
    });
    ben.say("presence:update", { inCafe: true, cafeId });
    await ana.next("users:update", ({ inCafe }: { inCafe: number }) => inCafe === 2);
    for (const bad of [undefined, null, "x", { status: 7 }, { inCafe: "yes" }]) ben.say("presence:update", bad);
    say(ben, cafeId, "fence");
    await showing("field", ana, "fence");
    expect(ben.payloads("error")).toEqual([]);
  });

  test("[cafe] a client may name its form, and what a payload says of the user is not believed", async () => {
    const cafeId = await newCafe();
    const ana = await visitor("ana", { auth: { token: tokenOf("ana", { name: "Ana" }), dialect: "cafe-field" } });
    ana.say("join:cafe", { cafeId });
    await ana.next("topics:update");
    ana.say("message:send", { cafeId, content: "it is me", userId: "ben", username: "Ben" });
    const message = await ana.next("message:new", ({ content }: CafeMessage) => content === "it is me");
    expect(message).toMatchObject({ userId: "ana", username: "Ana" });
  });
});

test("[cafe] the count is of people: a second tab changes nothing, its closing neither", async () => {
  const cafeId = await newCafe();
  const watcher = await inside("document", "watcher", cafeId);
  await inside("document", "ana", cafeId);
  const second = await inside("document", "ana", cafeId);
  second.say("leave:cafe", { cafeId });
  say(second, cafeId, "out");
  expect(await second.next("error")).toMatchObject({ code: "NOT_IN_CAFE" });
  const ben = await inside("document", "ben", cafeId);
  await watcher.next("users:update", ({ user }: { user: { id: string } }) => user.id === "ben");
  expect(watcher.payloads<{ userCount: number }>("users:update").map(({ userCount }) => userCount)).toEqual([1, 2, 3]);
  ben.say("leave:cafe", { cafeId });
  expect(await watcher.next("users:update")).toEqual({
    cafeId,
    userCount: 2,
    action: "leave",
    user: { id: "ben", username: "BEN" },
  });
});

test("[cafe] who disconnects is counted out after the grace", async () => {
  const cafeId = await newCafe();
  const watcher = await inside("field", "watcher", cafeId);
  const ana = await inside("field", "ana", cafeId);
  ana.close();
  await watcher.next("message:new", ({ content }: CafeMessage) => content === "ANA left the chat");
  expect(watcher.payloads("users:update").at(-1)).toEqual({ total: 1, inCafe: 1 });
});

test("[cafe] joining another café leaves the first", async () => {
  const [first, second] = [await newCafe(), await newCafe()];
  const watcher = await inside("document", "watcher", first);
  const ana = await inside("document", "ana", first);
  ana.say("join:cafe", { cafeId: second });
  await watcher.next("users:update", ({ action }: { action: string }) => action === "leave");
  say(watcher, first, "anybody?");
  await showing("document", watcher, "anybody?");
  say(ana, second, "here");
  await showing("document", ana, "here");
  expect(shown("document", ana)).not.toContain("anybody?");
});

describe("[cafe] who may come in", () => {
  test("no token, a wrong one, and a token for another café", async () => {
    const auth = (token?: unknown) => ({ auth: { dialect: "cafe", ...(token !== undefined && { token }) } });
    expect(await FieldClient.refused(server.url, auth())).toBe("Authentication required");
    expect(await FieldClient.refused(server.url, auth("nonsense"))).toBe("Invalid token");
    expect(await FieldClient.refused(server.url, auth({ a: 1 }))).toBe("Invalid token");
    expect(await FieldClient.refused(server.url, auth(tokenOf("x", { exp: 1 })))).toBe("Invalid token");
    const [own, other] = [await newCafe(), await newCafe()];
    const ana = await visitor("ana", { claims: { cafeId: own } });
    ana.say("join:cafe", { cafeId: other });
    expect(await ana.next("error")).toMatchObject({ code: "JOIN_ERROR", message: expect.any(String) as string });
    ana.say("join:cafe", { cafeId: own });
    await ana.next("message:history");
  });

  test("a token with userId and username instead of sub and name", async () => {
    const cafeId = await newCafe();
    const ana = await visitor("ana", {
      claims: { sub: undefined, name: undefined, userId: "u-7", username: "HappyOtter42" },
    });
    ana.say("join:cafe", { cafeId });
    expect(await ana.next("users:update")).toMatchObject({ user: { id: "u-7", username: "HappyOtter42" } });
  });

  test("a guest of another dialect is asked to sign in, unless the café lets guests in", async () => {
    await withServer(
      async ({ url, door }) => {
        const guest = await FieldClient.connect(url);
        guest.say("join:cafe", { cafeId: "any" });
        expect(await guest.next("error")).toMatchObject({ code: "AUTH_REQUIRED" });
        await makeKind(url, "cafe", "street-cafe", { guests: true });
        const back = await Chatter.hello(door, serverToken());
        await back.ask("create_room", { key: newKey(), room: "indoors", kind: "cafe" });
        await back.ask("create_room", { key: newKey(), room: "outdoors", kind: "street-cafe" });
        await back.leave();
        guest.say("join:cafe", { cafeId: "indoors" });
        expect(await guest.next("error")).toMatchObject({ code: "AUTH_REQUIRED" });
        guest.say("join:cafe", { cafeId: "outdoors" });
        expect(await guest.next("users:update")).toMatchObject({ cafeId: "outdoors", userCount: 1 });
        guest.close();
        expect(await FieldClient.refused(url, { auth: { dialect: "cafe" } })).toBe("Authentication required");
      },
      { GUESTS: "on" },
    );
  });
});

describe("[cafe] errors", () => {
  test.each([[undefined], [null], [{}], [{ cafeId: "" }], [{ cafeId: 7 }], [[]]])("join:cafe %j", async (payload) => {
    const ana = await visitor("ana");
    ana.say("join:cafe", payload);
    expect(await ana.next("error")).toMatchObject({ code: "JOIN_ERROR" });
  });

  test.each([["nowhere"], ["x".repeat(300)], ["\u0000"]])("join:cafe %j is no café", async (cafeId) => {
    const ana = await visitor("ana");
    ana.say("join:cafe", { cafeId });
    expect(await ana.next("error")).toMatchObject({ code: "CAFE_NOT_FOUND" });
  });

  test("message:send in every wrong way, and nobody hears anything", async () => {
    const cafeId = await newCafe();
    const ana = await inside("document", "wrong", cafeId);
    const error = async (payload: unknown) => {
      ana.say("message:send", payload);
      return ana.next<{ code: string; message: string; retryAfter?: number }>("error");
    };
    const code = async (payload: unknown) => (await error(payload)).code;
    for (const payload of [undefined, null, "hi", {}, { content: "hi" }, { cafeId: "other", content: "hi" }]) {
      expect(await code(payload)).toBe("NOT_IN_CAFE");
    }
    for (const content of [undefined, null, "", "  ", 7, ["hi"], { text: "hi" }]) {
      expect(await code({ cafeId, content })).toBe("EMPTY_MESSAGE");
    }
    expect(await code({ cafeId, content: "x ".repeat(251) })).toBe("MESSAGE_TOO_LONG");
    expect(await code({ cafeId, content: "THIS IS SHOUTING LOUD" })).toBe("SPAM_DETECTED");
    expect(await code({ cafeId, content: "a.com http://b.com http://c.com http://d.com" })).toBe("SPAM_DETECTED");
    expect(await code({ cafeId, content: "aaaaaaah" })).toBe("SPAM_DETECTED");
    expect(shown("document", ana)).toEqual([]);
    say(ana, cafeId, "same");
    await showing("document", ana, "same");
    expect(await code({ cafeId, content: "same" })).toBe("SPAM_DETECTED");
  });

  test("more than thirty in a minute", async () => {
    const cafeId = await newCafe();
    const ana = await inside("document", "quick", cafeId);
    for (let n = 0; n < 40; n++) say(ana, cafeId, `message ${n}`);
    const error = await ana.next<{ code: string; retryAfter: number }>("error");
    expect(error.code).toBe("RATE_LIMIT");
    expect(error.retryAfter).toBeGreaterThanOrEqual(1);
    expect(error.retryAfter).toBeLessThanOrEqual(60);
    await ana.until(() => ana.payloads("error").length === 10 && shown("document", ana).length >= 30);
    expect(shown("document", ana)).toHaveLength(30);
  });
});

test("the settings of the environment are the café's", async () => {
  await withServer(
    async (own) => {
      const native = await Chatter.hello(own.door, serverToken());
      await native.ask("create_room", { key: newKey(), room: "small", kind: "cafe" });
      for (const text of ["one", "two", "three"])
        await native.ask("send_message", { room: "small", key: newKey(), text });
      const ana = await FieldClient.connect(own.url, { auth: { token: tokenOf("ana") } });
      ana.say("join:cafe", { cafeId: "small" });
      await ana.next("topics:update");
      expect(shown("document", ana)).toEqual(["two", "three"]);
      ana.say("message:send", { cafeId: "small", content: "x y z x y z" });
      expect(await ana.next("error")).toMatchObject({ code: "MESSAGE_TOO_LONG" });
      ana.close();
      await native.leave();
    },
    { CHAT_MESSAGE_MAX_LENGTH: "10", CHAT_HISTORY_LIMIT: "2" },
  );
});
