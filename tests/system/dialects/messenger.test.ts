import { describe, expect, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { type DeskChat, type DeskMessage, organizerHeader, participantHeader } from "../../support/desk-client.ts";
import { type Claims, contents, DeskServer } from "../../support/desk-server.ts";
import { freePort } from "../../support/child.ts";
import { metricOf } from "../../support/metrics.ts";
import { narrowNetwork } from "../../support/narrow-network.ts";
import { rawSocket, TEXT } from "../../support/raw-socket.ts";
import { newFolder, removeFolder, startServer } from "../../support/server.ts";
import { tokenOf } from "../../support/tokens.ts";
import { until } from "../../support/until.ts";
import { wireTo } from "../../support/wire.ts";

const server = DeskServer.forThisFile();
const { client, organizer, participant, askForHelp, newAgency, chatting } = server;

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

const connections = (): Promise<number> => metricOf(server, "parlor_connections");

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
