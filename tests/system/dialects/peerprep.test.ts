import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { FieldClient, type FieldClientOptions, type Transports } from "../../support/field-client.ts";
import { newFolder, removeFolder, type Server, startServer, withServer } from "../../support/server.ts";
import { serverToken, tokenOf } from "../../support/tokens.ts";
import { wireTo } from "../../support/wire.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

interface Receive {
  readonly message: string;
  readonly username: string;
  readonly __createdtime__: number;
}

const EARLY = "/socket.io/";
const LATER = "/chat-service-api/socket.io/";

let folder: string;
let server: Server;
let backEnd: Chatter;
const clients: FieldClient[] = [];

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder, env: { GUESTS: "on" } });
  backEnd = await Chatter.hello(server.door, serverToken());
});
afterAll(async () => {
  for (const client of clients) client.close();
  await backEnd.leave();
  await server.stop();
  await removeFolder(folder);
});

let rooms = 0;
const newRoom = (): string => `interview-${++rooms}`;

/** Does what the front-end does: joins whenever it is connected. */
async function candidate(
  username: string,
  room: string,
  { url = server.url, ...options }: FieldClientOptions & { url?: string } = {},
): Promise<FieldClient> {
  const client = await FieldClient.connect(url, {
    path: EARLY,
    ...options,
    onConnect: (one) => one.say("join", { username, room }),
  });
  clients.push(client);
  await client.next<Receive>("receive", (one) => one.username === "ChatBot" && one.message.startsWith(username));
  return client;
}

const send = (client: FieldClient, room: string, message: string) =>
  client.say("send", { room, username: "whoever", message, __createdtime__: 1 });
const hears = (client: FieldClient, message: string) =>
  client.next<Receive>("receive", (one) => one.message === message);
const said = (client: FieldClient) => client.payloads<Receive>("receive").map(({ message }) => message);

const WAYS: [string, Transports][] = [EARLY, LATER].flatMap((path): [string, Transports][] => [
  [path, ["websocket"]],
  [path, ["polling"]],
  [path, ["polling", "websocket"]],
]);

describe.each(WAYS)("at %s over %p", (path, transports) => {
  test("[peerprep 4] [peerprep 7] all hear what is sent, the sender too, with the server's time", async () => {
    const room = newRoom();
    const ana = await candidate("Ana", room, { path, transports });
    const ben = await candidate("Ben", room, { path, transports });
    const before = Date.now();
    for (let n = 0; n < 8; n++) send(ana, room, `<b>${n}</b>`);
    for (const client of [ana, ben]) {
      await hears(client, "<b>7</b>");
      const messages = client.payloads<Receive>("receive").filter(({ username }) => username !== "ChatBot");
      expect(messages.map(({ message }) => message)).toEqual(Array.from({ length: 8 }, (_, n) => `<b>${n}</b>`));
      expect(messages[0]).toEqual({
        message: "<b>0</b>",
        username: "Ana",
        __createdtime__: expect.any(Number) as number,
      });
      expect(messages[0]!.__createdtime__).toBeGreaterThanOrEqual(before);
      expect(Number.isInteger(messages[0]!.__createdtime__)).toBe(true);
    }
  });

  test("[peerprep Reconnect] a client that joins again on connect gets what it missed, once, and nobody is told", async () => {
    const room = newRoom();
    const wire = await wireTo(server.url);
    const ben = await candidate("Ben", room, { path });
    const ana = await candidate("Ana", room, { path, transports, url: wire.url });
    await ben.next<Receive>("receive", ({ message }) => message.startsWith("Ana"));
    const say = async (from: number, to: number) => {
      for (let n = from; n < to; n++) send(ben, room, `${n}`);
      await hears(ben, `${to - 1}`);
    };
    await say(0, 3);
    await hears(ana, "2");
    wire.swallow();
    await say(3, 6);
    wire.cut();
    await say(6, 8);
    await ana.connected(2);
    await say(8, 9);
    await hears(ana, "8");

    const heard = ana.payloads<Receive>("receive");
    expect(heard.filter(({ username }) => username === "Ben").map(({ message }) => message)).toEqual(
      "012345678".split(""),
    );
    expect(heard.filter(({ username }) => username === "ChatBot")).toHaveLength(path === LATER ? 2 : 1);
    expect(said(ben).filter((message) => message.startsWith("Ana"))).toHaveLength(1);
    await wire.end();
  });
});

test("[peerprep Reconnect] in an empty room too", async () => {
  const room = newRoom();
  const ana = await candidate("Ana", room);
  ana.socket.io.engine.close();
  await ana.connected(2);
  send(ana, room, "one");
  await hears(ana, "one");
  expect(said(ana)).toEqual(["Ana has joined the interview", "one"]);
});

test("[peerprep Reconnect] after the server was killed and came back", async () => {
  const own = await newFolder();
  const first = await startServer({ folder: own, env: { GUESTS: "on" } });
  const wire = await wireTo(first.url);
  const ana = await candidate("Ana", "r", { url: wire.url });
  send(ana, "r", "one");
  await hears(ana, "one");
  await first.kill();
  const second = await startServer({ folder: own, env: { GUESTS: "on", PORT: new URL(first.url).port } });
  await ana.connected(2);
  send(ana, "r", "two");
  await hears(ana, "two");
  expect(ana.payloads<Receive>("receive").filter(({ username }) => username === "Ana")).toHaveLength(2);
  ana.close();
  await wire.end();
  await second.stop();
  await removeFolder(own);
});

describe("[peerprep 1] join", () => {
  test.each([
    [undefined],
    [null],
    ["Ana"],
    [7],
    [[]],
    [{}],
    [{ username: "Ana" }],
    [{ room: "r" }],
    [{ username: "", room: "r" }],
    [{ username: "Ana", room: "" }],
    [{ username: 7, room: "r" }],
    [{ username: "Ana", room: { id: "r" } }],
  ])("%j is not enough", async (payload) => {
    const client = await FieldClient.connect(server.url, { path: LATER });
    clients.push(client);
    client.say("join", payload);
    expect(await client.next("error")).toEqual({ message: "username and room are required" });
  });

  test("a name that is too long, or the bot's, is refused with a sentence", async () => {
    const client = await FieldClient.connect(server.url, { path: LATER });
    clients.push(client);
    for (const username of ["x".repeat(65), "chatbot", " ChatBot "]) {
      client.say("join", { username, room: "r" });
      expect((await client.next<{ message: string }>("error")).message).toContain("username");
    }
    client.say("join", { username: "Ana", room: "r".repeat(200) });
    expect((await client.next<{ message: string }>("error")).message).toContain("room");
  });

  test("with a token the name is the token's", async () => {
    const room = newRoom();
    const client = await FieldClient.connect(server.url, {
      path: LATER,
      auth: { token: tokenOf("u1", { name: "Real" }) },
    });
    clients.push(client);
    client.say("join", { username: "Fake", room });
    expect(await client.next<Receive>("receive")).toMatchObject({ message: "Real has joined the session" });
    send(client, room, "me");
    expect(await hears(client, "me")).toMatchObject({ username: "Real" });
  });

  test("with guests off and no token, the early path refuses the connection and the later one the join", async () => {
    await withServer(async ({ url }) => {
      expect(await FieldClient.refused(url, { path: EARLY })).toBe("Authentication required");
      const client = await FieldClient.connect(url, { path: LATER });
      client.say("join", { username: "Ana", room: "r" });
      expect((await client.next<{ message: string }>("error")).message).toContain("Guests");
      client.say("send", { username: "Ana", room: "r", message: "in?" });
      expect((await client.next<{ message: string }>("error")).message).toContain("Join");
      client.close();
      expect(await FieldClient.refused(url, { path: LATER, auth: { token: "nonsense" } })).toBe("Invalid token");
    });
  });

  test("the room is created by the first, is listed to nobody, and two who are first are in the same", async () => {
    const room = newRoom();
    const [ana, ben] = await Promise.all([candidate("Ana", room), candidate("Ben", room)]);
    send(ana, room, "hi");
    await hears(ben, "hi");
    const { state } = await backEnd.ask("get_room", { room });
    expect(state.kind.name).toBe("interview");
    const listed = await backEnd.ask("list_rooms", { of: "listed", limit: 200 });
    expect(listed.rooms.map((one) => one.room)).not.toContain(room);
  });
});

describe("[peerprep 2] send", () => {
  test.each([
    [undefined],
    [null],
    ["hi"],
    [{ room: "r", username: "Ana" }],
    [{ room: "r", message: "hi" }],
    [{ username: "Ana", message: "hi" }],
    [{ room: "r", username: "Ana", message: "" }],
    [{ room: "r", username: "Ana", message: 7 }],
    [{ room: "r", username: null, message: "hi" }],
  ])("%j is not enough", async (payload) => {
    const client = await candidate("Ana", "r");
    client.say("send", payload);
    expect(await client.next("error")).toEqual({ message: "room, username and message are required" });
  });

  test("one who is not in the room, and a text that is too long, are refused and nobody hears anything", async () => {
    const room = newRoom();
    const ana = await candidate("Ana", room);
    const outside = await candidate("Ben", newRoom());
    send(outside, room, "let me in");
    expect((await outside.next<{ message: string }>("error")).message).toContain("Join");
    send(ana, room, "x".repeat(4_001));
    expect((await ana.next<{ message: string }>("error")).message).toContain("4000");
    send(ana, room, "   ");
    expect((await ana.next<{ message: string }>("error")).message).toContain("Write something");
    send(ana, room, "fence");
    await hears(ana, "fence");
    expect(said(ana)).toEqual(["Ana has joined the interview", "fence"]);
  });
});

describe("[peerprep 5] [peerprep 6] notices", () => {
  test("on the early path", async () => {
    const room = newRoom();
    const ana = await candidate("Ana", room);
    const ben = await candidate("Ben", room);
    expect(await hears(ana, "Ben has joined the interview")).toMatchObject({ username: "ChatBot" });
    expect(said(ben)).toEqual(["Ben has joined the interview"]);
    ben.say("leave", { username: "Ben", room });
    await hears(ana, "Ben has left the interview");
    expect(ana.payloads("partner-left")).toEqual([]);
  });

  test("on the later path, with who is there already and partner-left", async () => {
    const room = newRoom();
    const ana = await candidate("Ana", room, { path: LATER });
    const ben = await candidate("Ben", room, { path: LATER });
    expect(said(ben)).toEqual(["Ana has joined the session", "Ben has joined the session"]);
    ben.say("leave", { username: "Ben", room });
    await hears(ana, "Ben has left the room");
    expect(await ana.next("partner-left")).toEqual({ username: "Ben", message: "Ben has left the collaboration room" });
    expect(ben.payloads("partner-left")).toEqual([]);
  });

  test("the wording follows the path of the person it is about", async () => {
    const room = newRoom();
    const early = await candidate("Ana", room);
    const later = await candidate("Ben", room, { path: LATER });
    await hears(early, "Ben has joined the session");
    expect(said(later)).toContain("Ben has joined the session");
    early.say("leave", { username: "Ana", room });
    await hears(later, "Ana has left the interview");
    expect(later.payloads("partner-left")).toEqual([]);
  });

  test("they are not replayed", async () => {
    const room = newRoom();
    const ana = await candidate("Ana", room);
    const ben = await candidate("Ben", room);
    send(ben, room, "hi");
    await hears(ana, "hi");
    ben.say("leave", { username: "Ben", room });
    await hears(ana, "Ben has left the interview");
    const cy = await candidate("Cy", room);
    expect(said(cy)).toEqual(["hi", "Cy has joined the interview"]);
  });
});

test("[peerprep 3] a second leave is silent, and a disconnect at once after a leave too", async () => {
  const room = newRoom();
  const ana = await candidate("Ana", room);
  const ben = await candidate("Ben", room);
  ben.say("leave", { username: "Ben", room });
  ben.say("leave", { username: "Ben", room });
  ben.say("leave", { username: "Ben" });
  ben.say("leave");
  ben.close();
  await hears(ana, "Ben has left the interview");
  send(ana, room, "fence");
  await hears(ana, "fence");
  expect(said(ana).filter((message) => message.startsWith("Ben has left"))).toHaveLength(1);
  expect(ben.payloads("error")).toEqual([]);
});

test("[peerprep 8] a disconnect without leave tells the room after the grace, as a leave does", async () => {
  const room = newRoom();
  const ana = await candidate("Ana", room, { path: LATER });
  const ben = await candidate("Ben", room, { path: LATER });
  ben.close();
  send(ana, room, "still here?");
  await hears(ana, "still here?");
  await hears(ana, "Ben has left the room");
  await ana.next("partner-left");
  expect(said(ana).indexOf("still here?")).toBeLessThan(said(ana).indexOf("Ben has left the room"));
});

test("[peerprep 8] who is back within the grace, by a fresh page too, was never gone for the others", async () => {
  const room = newRoom();
  const ana = await candidate("Ana", room);
  const page = await candidate("Ben", room);
  page.close();
  await candidate("Ben", room);
  send(ana, room, "fence");
  await hears(ana, "fence");
  expect(said(ana)).toEqual(["Ana has joined the interview", "Ben has joined the interview", "fence"]);
});

test("[peerprep 9] after 105 sends a newcomer gets exactly the last 100, oldest first, then the notice", async () => {
  const room = newRoom();
  await candidate("Ana", room);
  for (let n = 1; n <= 105; n++) await backEnd.ask("send_message", { room, key: newKey(), text: `${n}` });
  const { state } = await backEnd.ask("get_room", { room });
  expect(state.messageCount).toBe(105);
  const ben = await candidate("Ben", room);
  expect(said(ben)).toEqual([...Array.from({ length: 100 }, (_, n) => `${n + 6}`), "Ben has joined the interview"]);
});

test("[peerprep] reactions and edits between them do not make the hundred fewer", async () => {
  const room = newRoom();
  await backEnd.ask("create_room", { key: newKey(), room, kind: "interview" });
  for (let n = 1; n <= 105; n++) {
    const { seq } = await backEnd.ask("send_message", { room, key: newKey(), text: `${n}` });
    const reactions = ["👍", "🎉", "❤️"].map((emoji) => backEnd.ask("react", { room, key: newKey(), seq, emoji }));
    await Promise.all(reactions);
  }
  const ben = await candidate("Ben", room);
  expect(said(ben).slice(0, -1)).toEqual(Array.from({ length: 100 }, (_, n) => `${n + 6}`));
});
