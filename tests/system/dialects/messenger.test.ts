import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import {
  type DeskChat,
  DeskClient,
  type DeskMessage,
  deskRest,
  organizerHeader,
  participantHeader,
} from "../../support/desk-client.ts";
import { freePort } from "../../support/child.ts";
import { narrowNetwork } from "../../support/narrow-network.ts";
import { rawSocket, TEXT } from "../../support/raw-socket.ts";
import { newFolder, removeFolder, type Server, startServer } from "../../support/server.ts";
import { tokenOf } from "../../support/tokens.ts";
import { wireTo } from "../../support/wire.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

type Claims = Readonly<Record<string, unknown>>;

let folder: string;
let server: Server;
const clients: DeskClient[] = [];

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
});
afterAll(async () => {
  // Whatever the tests did, no client was ever told what it does not know.
  expect(clients.filter(({ forgotEverything }) => forgotEverything)).toEqual([]);
  for (const client of clients) client.close();
  await server.stop();
  await removeFolder(folder);
});

async function client(header: string, url = server.url, isFrontEnd = false): Promise<DeskClient> {
  const one = await DeskClient.connect({ url, header, isFrontEnd });
  clients.push(one);
  return one;
}
const organizer = (id: number | string, claims: Claims = {}, url = server.url) =>
  client(organizerHeader(String(id), claims), url);
const participant = (id: number | string, claims: Claims = {}, url = server.url) =>
  client(participantHeader(String(id), claims), url);

const askForHelp = (id: number | string, need: Claims = {}, claims: Claims = {}, url = server.url) =>
  deskRest(url, participantHeader(String(id), claims), "POST", "/chat-requests", {
    eventId: 12,
    description: "",
    ...need,
  });

let numbers = 0;
/** An agency of one's own, so that no test takes another's requests. */
function newAgency() {
  const agencyId = 1_000 + ++numbers;
  return { agencyId, olga: 10_000 + numbers, pat: 20_000 + numbers };
}

/** Two people in a running chat. */
async function chatting(description = "", claims: Claims = {}) {
  const { agencyId, olga, pat } = newAgency();
  const bound = { agencyId, ...claims };
  const desk = await organizer(olga, bound);
  const phone = await participant(pat, bound);
  await askForHelp(pat, { description }, bound);
  desk.say("start_chat");
  const chat = await desk.next<DeskChat>("new_chat");
  await phone.next("new_chat");
  return { agencyId, olga, pat, bound, desk, phone, chat };
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const contents = (messages: readonly DeskMessage[] | undefined) => messages?.map(({ content }) => content);

test("[messenger 1] one's running chats come newest first, and those of nobody else", async () => {
  const { agencyId, olga, pat } = newAgency();
  const desk = await organizer(olga, { agencyId });
  const ids: string[] = [];
  for (const id of [pat, pat + 1_000, pat + 2_000]) {
    await askForHelp(id, {}, { agencyId });
    desk.say("start_chat");
    ids.push((await desk.next<DeskChat>("new_chat")).id);
  }
  desk.say("close_chat", { chatId: ids[1] });
  await desk.next("closed_chat");
  for (const payload of ["", undefined, null, 7, { any: "thing" }]) {
    desk.say("get_chats", payload);
    const { chats } = await desk.next<{ chats: DeskChat[] }>("chats");
    expect(chats.map(({ id }) => id)).toEqual([ids[2]!, ids[0]!]);
  }
  const other = await organizer(olga + 1_000, { agencyId });
  other.say("get_chats");
  expect(await other.next("chats")).toEqual({ chats: [] });
});

test("[messenger 2] the whole history comes, oldest first", async () => {
  const { desk, phone, chat } = await chatting("My shoe is gone");
  const chatId = chat.id;
  for (let n = 0; n < 5; n++) {
    const speaker = n % 2 === 0 ? desk : phone;
    speaker.say("send_message", { chatId, message: `${n}` });
    await phone.next<DeskMessage>("user_message", ({ content }) => content === `${n}`);
  }
  phone.say("get_chat_history", { chatId });
  const history = await phone.next<{ chatId: string; messages: DeskMessage[] }>("chat_history");
  expect(history.chatId).toBe(chatId);
  expect(contents(history.messages)).toEqual(["Problem description: My shoe is gone", "0", "1", "2", "3", "4"]);
});

describe("signing in", () => {
  const signedToken = (claims: Claims) => tokenOf("1", { roles: ["organizer"], ...claims });

  test("is not acknowledged, and what follows at once waits for it", async () => {
    const { pat, agencyId } = newAgency();
    const one = await participant(pat, { agencyId });
    // Sent right behind the first frame, all in one go: each is answered, in this order.
    one.say("get_chats");
    one.say("start_chat");
    one.raw("{");
    one.say("get_chats");
    expect([await one.one(), await one.one(), await one.one(), await one.one()]).toEqual([
      { type: "chats", payload: { chats: [] } },
      { type: "error", payload: { message: "invalid message type" } },
      { type: "error", payload: { message: "malformed message" } },
      { type: "chats", payload: { chats: [] } },
    ]);
  });

  test.each([
    ["a small a", () => ({ authorization: organizerHeader("1") })],
    ["no scheme", () => ({ Authorization: organizerHeader("1").slice("Bearer ".length) })],
    ["another scheme", () => ({ Authorization: organizerHeader("1").replace("Bearer", "Basic") })],
    ["two spaces", () => ({ Authorization: organizerHeader("1").replace(" ", "  ") })],
    ["no side", () => ({ Authorization: `Bearer ${signedToken({})}` })],
    ["three parts", () => ({ Authorization: `${organizerHeader("1")}:more` })],
    [
      "a side that there is not",
      () => ({ Authorization: `Bearer moderator:${signedToken({ roles: ["moderator"] })}` }),
    ],
    ["a role that the token does not hold", () => ({ Authorization: `Bearer participant:${signedToken({})}` })],
    ["no roles", () => ({ Authorization: organizerHeader("1", { roles: undefined }) })],
    ["a token that has run out", () => ({ Authorization: organizerHeader("1", { exp: 1 }) })],
    ["no token", () => ({ Authorization: "Bearer organizer:" })],
    ["no text", () => ({ Authorization: { toString: "Bearer" } })],
    ["null", () => null],
    ["a frame of somebody who is signed in", () => ({ type: "get_chats", payload: "" })],
  ])("with %s closes the connection, and nothing is said", async (_, first) => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}connect`);
    const heard: unknown[] = [];
    socket.addEventListener("message", ({ data }) => heard.push(data));
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify(first()));
      socket.send(JSON.stringify({ type: "get_chats", payload: "" }));
    });
    const { code } = await new Promise<CloseEvent>((resolve) => socket.addEventListener("close", resolve));
    expect({ code, heard }).toEqual({ code: 4403, heard: [] });
  });

  test("with a token that runs out later, the connection ends then", async () => {
    const one = await organizer(1, { exp: Math.floor(Date.now() / 1_000) + 2 });
    await one.until(() => one.closed !== undefined);
    expect(one.closed?.code).toBe(4002);
  });

  test("says on which side one is, for whoever has both roles", async () => {
    const { agencyId, olga } = newAgency();
    const both = { agencyId, roles: ["organizer", "participant"] };
    expect((await askForHelp(olga, {}, both)).status).toBe(200);
    const asking = await client(participantHeader(String(olga), both));
    const helping = await client(organizerHeader(String(olga), both));
    asking.say("start_chat");
    expect(await asking.next("error")).toEqual({ message: "invalid message type" });
    // Nobody answers themselves.
    helping.say("start_chat");
    expect(await helping.next("info")).toEqual({ message: "no new chats" });
  });
});

test("[messenger 3] what is said goes to both, as it was typed; a place is the participant's alone", async () => {
  const { desk, phone, chat, olga, pat } = await chatting();
  const message = `<img src=x onerror="alert(1)"> & "quotes" \\ 🙂\n`;
  phone.say("send_message", { chatId: chat.id, message, lat: 52.123456789, lng: -21.000001 });
  const said = await desk.next<DeskMessage>("user_message");
  expect(said).toEqual({
    id: expect.any(String) as string,
    chatId: chat.id,
    authorId: pat,
    fromOrganizer: 0,
    content: message,
    timeSent: expect.stringMatching(RFC_3339) as string,
    lat: 52.12346,
    lng: -21,
  });
  desk.say("send_message", { chatId: chat.id, message: "Where?", lat: 1, lng: 2 });
  const answer = await phone.next<DeskMessage>("user_message", ({ content }) => content === "Where?");
  expect(answer).toMatchObject({ authorId: olga, fromOrganizer: 1 });
  expect(answer).not.toHaveProperty("lat");
  phone.say("send_message", { chatId: chat.id, message: "I do not know.", lat: null, lng: null });
  expect(await desk.next<DeskMessage>("user_message", ({ authorId }) => authorId === pat)).not.toHaveProperty("lng");
});

describe("[messenger 4] start_chat", () => {
  test("takes the oldest request of the agency's queue, and says so when there is none", async () => {
    const { agencyId, olga, pat } = newAgency();
    const desk = await organizer(olga, { agencyId });
    for (const eventId of [1, 2]) await askForHelp(pat, { eventId }, { agencyId });
    await askForHelp(pat, { eventId: 3 }, { agencyId: 9_999 });
    for (const eventId of [1, 2]) {
      desk.say("start_chat", null);
      expect(await desk.next("new_chat")).toMatchObject({ eventId, agencyId, participantId: pat });
    }
    desk.say("start_chat");
    expect(await desk.next("info")).toEqual({ message: "no new chats" });
  });

  test("of many organizers at once, each gets another request and the rest get none", async () => {
    const { agencyId, olga, pat } = newAgency();
    for (let n = 0; n < 6; n++) await askForHelp(pat + n * 1_000, {}, { agencyId });
    const desks = await Promise.all(Array.from({ length: 9 }, (_, n) => organizer(olga + n * 1_000, { agencyId })));
    for (const desk of desks) desk.say("start_chat");
    await Promise.all(
      desks.map((desk) => desk.until(() => desk.heard.some(({ type }) => type === "new_chat" || type === "info"))),
    );
    const chats = desks.flatMap((desk) => desk.payloads<DeskChat>("new_chat"));
    expect(new Set(chats.map(({ id }) => id)).size).toBe(6);
    expect(new Set(chats.map(({ participantId }) => participantId)).size).toBe(6);
    expect(desks.flatMap((desk) => desk.payloads("info"))).toHaveLength(3);
  });

  test("whose event it is, the participant's token says; a request of nobody's is any organizer's", async () => {
    const { agencyId, olga, pat } = newAgency();
    const desk = await organizer(olga, { agencyId });
    await askForHelp(pat, { eventId: 5 }, { agencies: { 5: agencyId, 6: agencyId + 500_000 } });
    await askForHelp(pat, { eventId: 6 }, { agencies: { 5: agencyId, 6: agencyId + 500_000 } });
    await askForHelp(pat, { eventId: 7 });
    for (const eventId of [5, 7]) {
      desk.say("start_chat");
      const chat = await desk.next<DeskChat>("new_chat");
      expect(chat).toMatchObject({ eventId, agencyId });
      desk.say("close_chat", { chatId: chat.id });
    }
    desk.say("start_chat");
    await desk.next("info");

    const stranger = organizerHeader("77", { agencyId: agencyId + 1_000_000 });
    expect((await deskRest(server.url, stranger, "GET", "/agency/chats")).body).toEqual([]);
    const { body } = await deskRest(server.url, organizerHeader("78", { agencyId }), "GET", "/agency/chats");
    expect((body as DeskChat[]).map(({ eventId }) => eventId)).toEqual([7, 5]);
  });

  test("an organizer with as many chats as they may have gets no more", async () => {
    const { agencyId, olga, pat } = newAgency();
    const desk = await organizer(olga, { agencyId });
    for (let n = 0; n < 21; n++) await askForHelp(pat + n * 1_000, {}, { agencyId });
    for (let n = 0; n < 21; n++) desk.say("start_chat");
    expect(await desk.next("error")).toEqual({ message: "chat could not be created" });
    expect(desk.payloads("new_chat")).toHaveLength(20);
  });
});

test("[messenger 5] [messenger 13] an organizer closes their own chats, and the participant may ask again", async () => {
  const { agencyId, desk, phone, chat, pat, bound } = await chatting("One");
  const again = () => askForHelp(pat, { description: "Two" }, bound);
  expect((await again()).status).toBe(400);

  const other = await organizer(1, { agencyId });
  other.say("close_chat", { chatId: chat.id });
  expect(await other.next("error")).toEqual({ message: `you have no access to chat ${chat.id}` });
  phone.say("close_chat", { chatId: chat.id });
  expect(await phone.next("error")).toEqual({ message: "invalid message type" });

  desk.say("close_chat", { chatId: chat.id });
  for (const one of [desk, phone]) expect(await one.next("closed_chat")).toEqual({ chatId: chat.id });
  desk.say("get_chats");
  expect(await desk.next("chats")).toEqual({ chats: [] });
  expect(await again()).toEqual({ status: 200, body: "" });
});

test("[messenger 6] answers go to who asked, and what happens to all connections of both", async () => {
  const { agencyId, olga, pat } = newAgency();
  const desks = [await organizer(olga, { agencyId }), await organizer(olga, { agencyId })] as const;
  const phones = [await participant(pat, { agencyId }), await participant(pat, { agencyId })] as const;
  const all = [...desks, ...phones];
  await askForHelp(pat, { description: "Help" }, { agencyId });
  desks[0].say("start_chat");
  const { id: chatId } = await desks[0].next<DeskChat>("new_chat");
  phones[0].say("send_message", { chatId, message: "Hello" });
  for (const one of all) await one.next<DeskMessage>("user_message", ({ content }) => content === "Hello");
  desks[0].say("get_chats");
  desks[0].say("get_chat_history", { chatId });
  desks[0].say("start_chat");
  desks[0].say("nothing");
  await desks[0].next("error");
  desks[1].say("close_chat", { chatId });
  for (const one of all) await one.next("closed_chat");

  const happened = ["new_chat", "user_message", "user_message"];
  expect(desks[0].heard.map(({ type }) => type)).toEqual([
    ...happened,
    "chats",
    "chat_history",
    "chat_history",
    "info",
    "error",
    "closed_chat",
  ]);
  for (const one of all.slice(1)) expect(one.heard.map(({ type }) => type)).toEqual([...happened, "closed_chat"]);
});

test("[messenger 7] [messenger 8] a new chat is told to both, then what the problem is; of no words nothing is said", async () => {
  const { agencyId, olga, pat } = newAgency();
  const claims = { agencyId, email: "pat@example.org", phoneNumber: "+48 600 100 200" };
  const desk = await organizer(olga, { agencyId });
  const phone = await participant(pat, claims);
  await askForHelp(
    pat,
    { eventId: 31, description: "My <b>shoe</b> is gone", lat: 50.0646501, lng: 19.9449799 },
    claims,
  );
  desk.say("start_chat");
  const expected = {
    id: expect.any(String) as string,
    agencyId,
    eventId: 31,
    organizerId: olga,
    participantId: pat,
    ended: 0,
    latStart: 50.06465,
    lngStart: 19.94498,
    timeStart: expect.stringMatching(RFC_3339) as string,
    timeEnd: "0001-01-01T00:00:00Z",
    participant: { id: pat, email: "pat@example.org", phoneNumber: "+48 600 100 200" },
  };
  for (const one of [desk, phone]) {
    const [chat, message] = [await one.one(), await one.one()];
    expect(chat).toEqual({ type: "new_chat", payload: expected });
    expect(message).toMatchObject({
      type: "user_message",
      payload: {
        authorId: pat,
        fromOrganizer: 0,
        content: "Problem description: My <b>shoe</b> is gone",
        lat: 50.06465,
      },
    });
  }
  const { participant: _, ...plain } = expected;
  phone.say("get_chats");
  expect(await phone.next("chats")).toEqual({ chats: [plain] });
  desk.say("get_chats");
  expect(await desk.next("chats")).toEqual({ chats: [expected] });

  await askForHelp(pat, { eventId: 32, description: "  " }, claims);
  desk.say("start_chat");
  const { id: chatId } = await phone.next<DeskChat>("new_chat");
  desk.say("send_message", { chatId, message: "Yes?" });
  const first = await phone.next<DeskMessage>("user_message");
  expect([first.chatId, first.content, first.fromOrganizer]).toEqual([chatId, "Yes?", 1]);
});

test("[messenger 8] who has no number has one all the same, the same for everybody and for good", async () => {
  const { agencyId } = newAgency();
  const desk = await organizer("olga@example.org", { agencyId });
  await askForHelp("pat", {}, { agencyId });
  desk.say("start_chat");
  const { organizerId, participantId } = await desk.next<DeskChat>("new_chat");
  const profile = await deskRest(server.url, participantHeader("pat"), "GET", "/profile");
  expect(profile.body).toMatchObject({ id: participantId });
  // Pinned: clients keep these numbers.
  expect([organizerId, participantId]).toEqual([4_747_953_551_942_352, 6_566_216_159_306_075]);
});

test("[messenger 9] what a history held does not come again, and what it did not hold comes after it", async () => {
  const { agencyId } = newAgency();
  const bound = { agencyId, scope: "server" };
  const { desk, chat, pat } = await chatting("", bound);
  const chatId = chat.id;
  // More than the server has in memory, so that it takes a while to read.
  for (let n = 0; n < 300; n++) desk.say("send_message", { chatId, message: `${n}` });
  await desk.next<DeskMessage>("user_message", ({ content }) => content === "299");
  const late = await participant(pat, bound);
  for (let n = 300; n < 400; n++) {
    desk.say("send_message", { chatId, message: `${n}` });
    // One is being read whenever a message comes in.
    if (n % 2 === 0) late.say("get_chat_history", { chatId });
  }
  await desk.next<DeskMessage>("user_message", ({ content }) => content === "399");
  const isLast = ({ content }: DeskMessage | { content?: string }) => content === "399";
  await late.until(() => late.messages.get(chatId)?.some(isLast) ?? false);
  await late.settled();
  const told = new Set<string>();
  for (const { type, payload } of late.heard) {
    if (type === "user_message") {
      const { content } = payload as DeskMessage;
      expect(told.has(content)).toBe(false);
      told.add(content);
    }
    if (type !== "chat_history") continue;
    const held = contents((payload as { messages: DeskMessage[] }).messages) ?? [];
    // A history is everything up to a moment: also what came one by one before it.
    for (const content of told) expect(held).toContain(content);
    for (const content of held) told.add(content);
  }
  expect(contents(late.messages.get(chatId))).toEqual(Array.from({ length: 400 }, (_, n) => `${n}`));
});

describe("[messenger 10] [messenger 12] bad input", () => {
  const LONG = "x".repeat(100_000);
  const HTML = "<script>alert(1)</script>";

  test.each([
    ...["{", "", "get_chats", "undefined", '{"type":'].map((frame) => [frame, "malformed message"] as const),
    ...[
      "7",
      "null",
      "[]",
      '"text"',
      "{}",
      '{"payload":{}}',
      '{"type":7}',
      '{"type":null,"payload":""}',
      '[{"type":"get_chats"}]',
    ].map((frame) => [frame, "malformed message"] as const),
    [`{"type":"get_chats","payload":"${"x".repeat(300_000)}"}`, "malformed message"],
    ...["typing", "", "GET_CHATS", "toString", "__proto__", "constructor", HTML, LONG].map(
      (type) => [JSON.stringify({ type, payload: {} }), "invalid message type"] as const,
    ),
    ...["get_chat_history", "send_message", "close_chat"].flatMap((type) =>
      [
        undefined,
        null,
        "",
        7,
        true,
        [],
        "chat",
        {},
        { chatId: null },
        { chatId: 7 },
        { chatId: "" },
        { chatId: {} },
        { chatId: ["a"] },
      ].map((payload) => [JSON.stringify({ type, payload }), "invalid message payload"] as const),
    ),
    ...[undefined, null, 7, {}, ["a"], true].map(
      (message) =>
        [
          JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message } }),
          "invalid message payload",
        ] as const,
    ),
    ...["", " \n ", "a\u0000b", LONG].map(
      (message) =>
        [
          JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message } }),
          "invalid message payload",
        ] as const,
    ),
    [
      JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message: "y".repeat(2_001) } }),
      "message could not be saved",
    ],
    ...[{ lat: 1 }, { lng: 1 }, { lat: "1", lng: "2" }, { lat: 1, lng: "2" }, { lat: {}, lng: {} }].map(
      (place) =>
        [
          JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message: "hi", ...place } }),
          "invalid message payload",
        ] as const,
    ),
    ...["nowhere", HTML, LONG, "general", "__proto__", "\u0001"].flatMap((chatId) =>
      ["get_chat_history", "close_chat"].map(
        (type) => [JSON.stringify({ type, payload: { chatId } }), "chat not found"] as const,
      ),
    ),
    [JSON.stringify({ type: "send_message", payload: { chatId: "nowhere", message: "hi" } }), "chat not found"],
  ])("%.60s: %s", async (frame, message) => {
    const { desk, phone, chat } = await theSameChat();
    const before = phone.heard.length;
    desk.raw(frame.replace("CHAT", chat.id));
    expect(await desk.one()).toEqual({ type: "error", payload: { message } });
    // The connection is still good, and nobody else heard a thing.
    desk.say("get_chats");
    expect((await desk.one()).type).toBe("chats");
    expect(phone.heard.length).toBe(before);
  });

  test("a place that is not on Earth is refused", async () => {
    const { phone, chat } = await theSameChat();
    phone.say("send_message", { chatId: chat.id, message: "Here", lat: 91, lng: 0 });
    expect(await phone.next("error")).toEqual({ message: "invalid message payload" });
  });

  test("a frame of bytes is no message", async () => {
    const { desk } = await theSameChat();
    desk.raw(new TextEncoder().encode(JSON.stringify({ type: "get_chats", payload: "" })));
    expect(await desk.one()).toEqual({ type: "error", payload: { message: "malformed message" } });
  });

  test("a chat of others is theirs, and a closed one is not found by anybody", async () => {
    const { agencyId, desk, phone, chat } = await chatting();
    const stranger = await organizer(3, { agencyId });
    const acts = [
      ["get_chat_history", { chatId: chat.id }],
      ["send_message", { chatId: chat.id, message: "hi" }],
      ["close_chat", { chatId: chat.id }],
    ] as const;
    for (const [type, payload] of acts) {
      stranger.say(type, payload);
      expect(await stranger.next("error")).toEqual({ message: `you have no access to chat ${chat.id}` });
    }
    desk.say("close_chat", { chatId: chat.id });
    await desk.next("closed_chat");
    await phone.next("closed_chat");
    for (const [type, payload] of acts) {
      for (const one of [desk, stranger]) {
        one.say(type, payload);
        expect(await one.next("error")).toEqual({ message: "chat not found" });
      }
    }
  });

  test("a thousand frames at once are answered one by one, and the door stays open for others", async () => {
    const { desk, phone, chat } = await chatting();
    for (let n = 0; n < 1_000; n++) phone.say("send_message", { chatId: chat.id, message: `${n}` });
    await phone.until(() => phone.payloads("user_message").length + phone.payloads("error").length >= 1_000);
    expect(new Set(phone.payloads<{ message: string }>("error").map(({ message }) => message))).toEqual(
      new Set(["message could not be saved"]),
    );
    const heard = phone.payloads<DeskMessage>("user_message");
    await desk.until(() => desk.payloads("user_message").length === heard.length);
    expect(desk.payloads<DeskMessage>("user_message")).toEqual(heard);
    // Who goes on is shown out.
    const flood = await participant(1);
    for (let n = 0; n < 5_000; n++) flood.say("get_chats");
    await flood.until(() => flood.closed !== undefined);
    expect(flood.closed?.code).toBe(4003);
  });

  let same: Promise<Awaited<ReturnType<typeof chatting>>> | undefined;
  async function theSameChat() {
    const chat = await (same ??= (async () => {
      const made = await chatting();
      // The histories that come unasked are out of the way.
      made.desk.say("get_chats");
      await made.desk.next("chat_history");
      return made;
    })());
    return chat;
  }
});

describe("[messenger 11] who does not read", () => {
  const frame = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  // Each quote is two characters in a frame.
  const LONG = '"'.repeat(1_990);

  /** A chat whose participant is somewhere else. */
  async function chattingAlone() {
    const { agencyId } = newAgency();
    const bound = { agencyId, scope: "server" };
    const { desk, pat, chat, phone } = await chatting("", bound);
    phone.close();
    await phone.until(() => phone.closed !== undefined);
    const say = async (from: number, to: number, chatId = chat.id) => {
      for (let n = from; n < to; n++) {
        desk.say("send_message", { chatId, message: `${n} ${LONG}` });
        const isPause = n % 100 === 99 || n === to - 1;
        if (isPause) await desk.next<DeskMessage>("user_message", ({ content }) => content.startsWith(`${n} `));
      }
    };
    return { desk, pat, bound, chat, say, header: participantHeader(String(pat), bound) };
  }

  /** Fills what the operating system takes, however much that is: the whole chat goes out for a few bytes. */
  const asksAgain = 25;

  test("is kept until too much waits for them, and nobody else notices", async () => {
    const { desk, chat, say, header } = await chattingAlone();
    await say(0, 100);
    const others = await connections();
    const deaf = await rawSocket(`${server.url.replace("http", "ws")}connect`);
    deaf.send(TEXT, frame({ Authorization: header }));
    for (let n = 0; n < asksAgain; n++) {
      deaf.send(TEXT, frame({ type: "get_chat_history", payload: { chatId: chat.id } }));
    }
    deaf.stopReading();
    await until(async () => (await connections()) === others + 1);
    await say(100, 110);
    // A little waits for the peer, and it is kept.
    expect(await connections()).toBe(others + 1);
    let sent = 110;
    await until(async () => {
      await say(sent, sent + 100);
      sent += 100;
      return (await connections()) === others;
    });
    expect(desk.payloads("user_message")).toHaveLength(sent);
    // Long before it was let go for being silent.
    expect(sent).toBeLessThan(2_000);
    deaf.end();
  });

  test("and reads again when much waits for them already has it all, once and in order", async () => {
    const { desk, pat, bound, chat, say, header } = await chattingAlone();
    await askForHelp(pat, { eventId: 13 }, bound);
    desk.say("start_chat");
    const { id: another } = await desk.next<DeskChat>("new_chat", ({ id }) => id !== chat.id);
    await say(0, 100, another);
    const narrow = await narrowNetwork(`${server.url.replace("http", "ws")}connect`, 5_000);
    const slow = await client(header, narrow.door.replace("ws", "http").replace("connect", ""), true);
    await slow.next("chats");
    // Ten megabytes of one chat are under way when something is said in the other.
    for (let n = 0; n < asksAgain; n++) slow.say("get_chat_history", { chatId: another });
    await say(0, 100);
    await slow.until(() => slow.messages.get(chat.id)?.at(-1)?.content.startsWith("99 ") ?? false);
    expect(contents(slow.messages.get(chat.id))?.map((content) => Number.parseInt(content, 10))).toEqual(
      Array.from({ length: 100 }, (_, n) => n),
    );
    expect(slow.connects).toBe(1);
    slow.close();
    await narrow.end();
  });
});

async function connections(): Promise<number> {
  const text = await (await fetch(`${server.url}metrics`)).text();
  return Number(/^parlor_connections (\S+)$/m.exec(text)?.[1]);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}

describe("[messenger 13] asking for help", () => {
  const ask = (pat: number, body: unknown) =>
    deskRest(server.url, participantHeader(String(pat)), "POST", "/chat-requests", body);
  const nobody = 90_000;

  test("is answered with nothing, once per event", async () => {
    const { pat } = newAgency();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(pat, { eventId: 1, description: "Help" })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 400, 400, 400]);
    for (const { status, body } of answers) {
      expect(body).toEqual(
        status === 200 ? "" : { statusCode: 400, message: "chat request already exists", error: "Bad Request" },
      );
    }
    expect((await ask(pat, { eventId: 2, description: "" })).status).toBe(200);
    const withdraw = (eventId: unknown) =>
      deskRest(server.url, participantHeader(String(pat)), "DELETE", `/chat-requests/${String(eventId)}`);
    expect(await withdraw(1)).toEqual({ status: 200, body: "" });
    expect((await withdraw(1)).body).toEqual({
      statusCode: 404,
      message: "chat request not found",
      error: "Not Found",
    });
    expect((await ask(pat, { eventId: 1, description: "Again" })).status).toBe(200);
    for (const eventId of [1, 2]) expect((await withdraw(eventId)).status).toBe(200);
    for (const none of ["x", "__proto__", "-1", "<b>", "9".repeat(500)])
      expect((await withdraw(none)).status).toBe(404);
  });

  test.each([
    ["{", 400],
    ["", 400],
    ["[]", 400],
    ["null", 400],
    [{}, 400],
    [{ eventId: null, description: "" }, 400],
    [{ eventId: "12", description: "" }, 400],
    [{ eventId: 1.5, description: "" }, 400],
    [{ eventId: -1, description: "" }, 400],
    [{ eventId: 1e300, description: "" }, 400],
    [{ eventId: 12 }, 400],
    [{ eventId: 12, description: null }, 400],
    [{ eventId: 12, description: { toString: 1 } }, 400],
    [{ eventId: 12, description: "x".repeat(2_001) }, 400],
    [{ eventId: 12, description: "a\u0000b" }, 400],
    [{ eventId: 12, description: "x".repeat(300_000) }, 413],
    [{ eventId: 12, description: "", lat: "1", lng: "2" }, 400],
    [{ eventId: 12, description: "", lat: 1 }, 400],
    [{ eventId: 12, description: "", lat: 91, lng: 0 }, 400],
    [{ eventId: 12, description: "", lat: 0, lng: 181 }, 400],
  ])("%.60j is refused with %i, and nothing changes", async (body, status) => {
    const answer = await ask(nobody, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      statusCode: status,
      message: expect.any(String) as string,
      error: status === 413 ? "Payload Too Large" : "Bad Request",
    });
    const inbox = await deskRest(server.url, participantHeader(String(nobody)), "DELETE", "/chat-requests/12");
    expect(inbox.status).toBe(404);
  });

  test("of 2,000 characters is heard in full, with whatever is in it", async () => {
    const { agencyId, olga, pat } = newAgency();
    const description = `<script>${"🙂".repeat(1_983)}</script`;
    await askForHelp(pat, { description }, { agencyId });
    const desk = await organizer(olga, { agencyId });
    desk.say("start_chat");
    expect((await desk.next<DeskMessage>("user_message")).content).toBe(`Problem description: ${description}`);
  });

  test.each([
    ["no header", "", 401],
    ["a token alone", `Bearer ${tokenOf("1", { roles: ["participant"] })}`, 401],
    ["a token without the role", `Bearer participant:${tokenOf("1")}`, 401],
    ["somebody who only helps", organizerHeader("1"), 403],
  ])("by %s is refused", async (_, header, status) => {
    const answer = await deskRest(server.url, header, "POST", "/chat-requests", { eventId: 12, description: "" });
    expect(answer.body).toEqual({
      statusCode: status,
      message: expect.any(String) as string,
      error: status === 401 ? "Unauthorized" : "Forbidden",
    });
  });

  test("again and again in a minute is too often", async () => {
    const { pat } = newAgency();
    const statuses = new Set<number>();
    for (let eventId = 0; eventId < 12; eventId++) statuses.add((await ask(pat, { eventId, description: "" })).status);
    expect([...statuses]).toEqual([200, 429]);
    for (let eventId = 0; eventId < 12; eventId++) {
      await deskRest(server.url, participantHeader(String(pat)), "DELETE", `/chat-requests/${eventId}`);
    }
  });
});

test("[messenger 14] [messenger 15] what is over is in the archives of both, and what runs is in none", async () => {
  const { agencyId, olga, pat, desk, phone, chat, bound } = await chatting("First", { email: "p@example.org" });
  desk.say("send_message", { chatId: chat.id, message: "Hello" });
  await phone.next<DeskMessage>("user_message", ({ content }) => content === "Hello");
  const archives = async () => {
    const colleague = organizerHeader("5", { agencyId });
    const own = participantHeader(String(pat), bound);
    const [agency, participants] = [
      await deskRest(server.url, colleague, "GET", "/agency/chats"),
      await deskRest(server.url, own, "GET", "/participant/chats"),
    ];
    return [agency.body as DeskChat[], participants.body as DeskChat[]] as const;
  };
  const messages = (header: string, side: string, id: string) =>
    deskRest(server.url, header, "GET", `/${side}/chats/${id}/messages`);

  expect(await archives()).toEqual([[], []]);
  expect((await messages(organizerHeader(String(olga), bound), "agency", chat.id)).body).toEqual({
    statusCode: 404,
    message: "chat not found",
    error: "Not Found",
  });

  desk.say("close_chat", { chatId: chat.id });
  await phone.next("closed_chat");
  await askForHelp(pat, { eventId: 13 }, bound);
  desk.say("start_chat");
  const second = await desk.next<DeskChat>("new_chat");
  desk.say("close_chat", { chatId: second.id });
  await desk.next<{ chatId: string }>("closed_chat", ({ chatId }) => chatId === second.id);

  const [agency, own] = await archives();
  expect(agency.map(({ id }) => id)).toEqual([second.id, chat.id]);
  expect(own.map(({ id }) => id)).toEqual([second.id, chat.id]);
  const { participant: contact, ...plain } = chat;
  const ended = { ...plain, ended: 1, timeEnd: expect.stringMatching(/^2\d{3}-.*Z$/) as string };
  expect(agency[1]).toEqual({ ...ended, participant: contact! });
  expect(contact).toEqual({ id: pat, email: "p@example.org", phoneNumber: "" });
  expect(own[1]).toEqual(ended);
  expect(own[1]!.timeEnd > own[1]!.timeStart).toBe(true);

  for (const [side, header] of [
    ["agency", organizerHeader("5", { agencyId })],
    ["agency", organizerHeader(String(olga), bound)],
    ["participant", participantHeader(String(pat), bound)],
  ] as const) {
    const { body } = await messages(header, side, chat.id);
    expect(contents(body as DeskMessage[])).toEqual(["Problem description: First", "Hello"]);
    expect((body as DeskMessage[]).map(({ authorId, fromOrganizer }) => [authorId, fromOrganizer])).toEqual([
      [pat, 0],
      [olga, 1],
    ]);
  }
  const noAccess = { statusCode: 403, message: `you have no access to chat ${chat.id}`, error: "Forbidden" };
  expect((await messages(organizerHeader("6", { agencyId: 8 }), "agency", chat.id)).body).toEqual(noAccess);
  expect((await messages(participantHeader("6"), "participant", chat.id)).body).toEqual(noAccess);
  for (const nothing of ["nowhere", "%3Cb%3E", "__proto__"]) {
    expect((await messages(organizerHeader("6"), "agency", nothing)).status).toBe(404);
  }
  for (const path of ["/agency/chats", "/participant/chats", `/agency/chats/${chat.id}/messages`, "/profile"]) {
    expect((await deskRest(server.url, "Bearer nobody", "GET", path)).status).toBe(401);
  }
  expect((await deskRest(server.url, participantHeader("6"), "GET", "/agency/chats")).status).toBe(403);
  expect((await deskRest(server.url, organizerHeader("6"), "GET", "/participant/chats")).status).toBe(403);
});

test("[messenger 16] the profile is who the token is", async () => {
  const pat = participantHeader("42", { name: "Pat", email: "pat@example.org", phoneNumber: "1" });
  expect((await deskRest(server.url, pat, "GET", "/profile")).body).toEqual({
    id: 42,
    role: "participant",
    name: "Pat",
    email: "pat@example.org",
    phoneNumber: "1",
  });
  const olga = organizerHeader("7", { name: "Olga", agencyId: 3 });
  expect((await deskRest(server.url, olga, "GET", "/profile")).body).toEqual({
    id: 7,
    role: "organizer",
    name: "Olga",
    email: "",
    phoneNumber: "",
    agencyId: 3,
  });
});

describe("[messenger Reconnect]", () => {
  test("what was said while the wire was broken is there once and in order, with nothing but get_chats", async () => {
    const { agencyId } = newAgency();
    const bound = { agencyId, scope: "server" };
    const { desk, chat, pat, phone } = await chatting("Help", bound);
    phone.close();
    const wire = await wireTo(server.url);
    const front = await client(participantHeader(String(pat), bound), wire.url, true);
    const say = async (from: number, to: number) => {
      for (let n = from; n < to; n++) desk.say("send_message", { chatId: chat.id, message: `${n}` });
      await desk.next<DeskMessage>("user_message", ({ content }) => content === `${to - 1}`);
    };
    const has = (content: string) => front.until(() => front.messages.get(chat.id)?.at(-1)?.content === content);
    await has("Problem description: Help");

    let n = 0;
    for (let breaks = 1; breaks <= 3; breaks++) {
      await say(n, n + 5);
      await has(`${n + 4}`);
      wire.swallow();
      await say(n + 5, n + 10);
      wire.cut();
      await say(n + 10, n + 15);
      await front.until(() => front.connects > breaks);
      await say(n + 15, n + 20);
      n += 20;
    }
    await has(`${n - 1}`);
    expect(contents(front.messages.get(chat.id))).toEqual([
      "Problem description: Help",
      ...Array.from({ length: n }, (_, index) => `${index}`),
    ]);
    await wire.end();
  });

  test("a chat that began or ended meanwhile is there or gone", async () => {
    const { desk, phone, chat, pat, bound } = await chatting();
    phone.close();
    const wire = await wireTo(server.url);
    const front = await client(participantHeader(String(pat), bound), wire.url, true);
    await front.until(() => front.chats.has(chat.id));
    wire.swallow();
    desk.say("close_chat", { chatId: chat.id });
    await desk.next("closed_chat");
    await askForHelp(pat, { description: "Another thing" }, bound);
    desk.say("start_chat");
    const { id } = await desk.next<DeskChat>("new_chat");
    wire.cut();
    await front.until(() => front.chats.has(id) && (front.messages.get(id)?.length ?? 0) > 0);
    expect([...front.chats.keys()]).toEqual([id]);
    expect(contents(front.messages.get(id))).toEqual(["Problem description: Another thing"]);
    await wire.end();
  });

  test("a server that dies and comes back has everything, and everybody has the same numbers", async () => {
    const own = await newFolder();
    const env = { PORT: String(freePort()) };
    const first = await startServer({ folder: own, env });
    const front = await client(participantHeader("pat"), first.url, true);
    await askForHelp("pat", { description: "Help" }, {}, first.url);
    const desk = await client(organizerHeader("olga"), first.url, true);
    desk.say("start_chat");
    const chat = await front.next<DeskChat>("new_chat");
    desk.say("send_message", { chatId: chat.id, message: "before" });
    await front.next<DeskMessage>("user_message", ({ content }) => content === "before");
    const before = front.messages.get(chat.id);
    await first.kill();
    const second = await startServer({ folder: own, env });
    await front.until(() => front.payloads("chat_history").length > 0);
    expect(front.messages.get(chat.id)).toEqual(before);
    const { participant: _, ...plain } = chat;
    expect([...front.chats.values()]).toEqual([plain]);
    for (const one of [front, desk]) one.close();
    await second.stop();
    await removeFolder(own);
  });
});

test("pages of other origins are let in only where the configuration says so", async () => {
  const own = await newFolder();
  const strict = await startServer({
    folder: own,
    env: { HOST: "0.0.0.0", ALLOWED_ORIGINS: "https://desk.example.com" },
  });
  const from = async (origin: string) => {
    const url = strict.url.replace("0.0.0.0", "127.0.0.1");
    const response = await fetch(new URL("connect", url), { headers: { origin } });
    return response.status;
  };
  expect(await from("https://evil.example.com")).toBe(403);
  // What is let in is told that this is a WebSocket.
  expect(await from("https://desk.example.com")).toBe(426);
  await strict.stop();
  const off = await startServer({ folder: own, env: { DIALECTS: "fitness,cafe" } });
  expect((await fetch(new URL("connect", off.url))).status).toBe(404);
  expect((await fetch(new URL("profile", off.url))).status).toBe(404);
  await off.stop();
  await removeFolder(own);
});

test("a person at the native door and one at this one are in one chat", async () => {
  const { agencyId, pat, olga } = newAgency();
  const desk = await organizer(olga, { agencyId });
  const native = await Chatter.as(server.door, String(pat), { roles: ["participant"], email: "n@example.org" });
  await askForHelp(1, { eventId: 77 }, { agencyId });
  await native.ask("request_help", {
    queue: String(agencyId),
    key: newKey(),
    subject: "Lost keys",
    description: "Gone",
  });
  desk.say("start_chat");
  await desk.next<DeskChat>("new_chat", ({ eventId }) => eventId === 77);
  desk.say("start_chat");
  const chat = await desk.next<DeskChat>("new_chat");
  expect(chat).toMatchObject({ participantId: pat, participant: { id: pat, email: "n@example.org" } });
  expect(Number.isSafeInteger(chat.eventId)).toBe(true);
  await native.ask("open_room", { room: chat.id });
  const { seq } = await native.ask("send_message", { room: chat.id, key: newKey(), text: "Found them" });
  await desk.next<DeskMessage>("user_message", ({ content }) => content === "Found them");
  expect(seq).toBeGreaterThan(0);
  await native.ask("leave_room", { room: chat.id, key: newKey() });
  expect(await desk.next("closed_chat")).toEqual({ chatId: chat.id });
  await native.leave();
});
