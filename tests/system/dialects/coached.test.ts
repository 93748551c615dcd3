import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter } from "../../support/chatter.ts";
import {
  type CoachedPage,
  lobbyPage as openLobby,
  type Message,
  newTopic,
  pairOfPages,
  type Room,
} from "../../support/coached-page.ts";
import type { Transports } from "../../support/field-client.ts";
import { logOf } from "../../support/log-of.ts";
import { newFolder, removeFolder, type Server, startServer } from "../../support/server.ts";
import { serverToken } from "../../support/tokens.ts";
import { wireTo } from "../../support/wire.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

let folder: string;
let server: Server;
let backEnd: Chatter;
const pages = new Set<CoachedPage>();

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
  backEnd = await Chatter.hello(server.door, serverToken());
});
afterAll(async () => {
  for (const page of pages) page.close();
  await backEnd.leave();
  await server.stop();
  await removeFolder(folder);
});

type Wishes = Partial<Parameters<typeof pairOfPages>[0]>;

async function lobbyPage(role: "client" | "assistant", wishes: Wishes = {}): Promise<CoachedPage> {
  const page = await openLobby(role, { url: server.url, ...wishes });
  pages.add(page);
  return page;
}

async function pair(wishes: Wishes = {}): ReturnType<typeof pairOfPages> {
  const paired = await pairOfPages({ url: server.url, ...wishes });
  pages.add(paired.ana);
  pages.add(paired.ben);
  return paired;
}

/** The room as its people know it natively. */
async function roomOf(page: CoachedPage, door = server.door): Promise<string> {
  const native = await Chatter.hello(door, page.token);
  const { rooms } = await native.ask("list_rooms", { of: "mine" });
  await native.leave();
  return rooms.find(({ kind, closed }) => kind === "coached" && !closed)!.room;
}

const TRANSPORTS: [string, Transports][] = [
  ["websocket", ["websocket"]],
  ["polling", ["polling"]],
  ["an upgrade", ["polling", "websocket"]],
];

describe.each(TRANSPORTS)("over %s", (_name, transports) => {
  test("[coached 1] [coached 2] [coached 6] [coached Order] a client and an assistant meet and talk", async () => {
    const topic = newTopic();
    const ana = await lobbyPage("assistant", { interests: [topic], transports });
    const ben = await lobbyPage("client", { transports });
    const roomId = `${topic}:${ana.id}`;
    const room: Room = {
      room_id: roomId,
      participants: [],
      number_user: 0,
      max_user: 2,
      has_assistant: false,
      is_full: false,
      topic,
    };
    expect(ben.rooms().find((one) => one.room_id === roomId)).toEqual(room);

    await ana.joinRoom(roomId);
    const waiting = await ben.roomIs(roomId, ({ has_assistant: has }) => has);
    expect(waiting).toEqual({ ...room, participants: [ana.id], number_user: 1, has_assistant: true });
    expect(await ana.chat.next<object>("connected")).toEqual({
      user_id: ana.id,
      username: ana.name,
      name: ana.name,
      role: "1",
      username_key: `username:${ana.name}1`,
    });
    expect(await ana.chat.next<object>("show-history")).toEqual({ messages: [], room_status: false });
    expect(ana.chat.payloads("room-status")).toEqual([]);

    await ben.joinRoom(roomId);
    const token = `${topic.replaceAll(" ", "")}:none:${ana.id}:${ben.id}`;
    // She is told of him when he takes his seat, which is when the conversation begins.
    expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: true });
    expect(await ana.chat.next<string>("private-room-id")).toBe(token);
    expect(await ben.chat.next<object>("show-history")).toEqual({ messages: [], room_status: true });
    expect(await ben.chat.next<string>("private-room-id")).toBe(token);
    expect(await ben.chat.next<object>("room-status")).toEqual({ is_full: true });

    const before = Date.now();
    ben.say("Something for a <b>fish</b> & 'chips'?");
    for (const page of [ana, ben]) {
      const message = await page.chat.next<Message>("message");
      expect(message).toEqual({
        from: ben.name,
        msg: "Something for a &lt;b&gt;fish&lt;/b&gt; &amp; &#39;chips&#39;?",
        room_id: roomId,
        date: expect.any(Number) as number,
        scenario: {},
      });
      expect(message.date).toBeGreaterThanOrEqual(before);
    }
    const log = await logOf(server.door, await roomOf(ana));
    expect(log.filter(({ type }) => type === "message_posted").map(({ actor, data }) => [actor, data["text"]])).toEqual(
      [[`${ben.id}`, "Something for a <b>fish</b> & 'chips'?"]],
    );

    // A page that is loaded again shows everything from the beginning.
    await ben.toRoom(roomId);
    const { messages } = await ben.chat.next<{ messages: Message[] }>("show-history");
    expect(messages.map(({ from, date }) => ({ from, date }))).toEqual([
      { from: ben.name, date: log.find(({ type }) => type === "message_posted")!.at },
    ]);
  });

  test("[coached Reconnect] whose connection breaks gets what was missed, once and in order", async () => {
    const wire = await wireTo(server.url);
    const { ana, ben, roomId } = await pair({ transports, assistant: { url: wire.url } });
    const say = async (from: number, to: number) => {
      for (let n = from; n < to; n++) ben.say(`${n}`);
      await ben.hears(`${to - 1}`);
    };
    await say(0, 3);
    await ana.hears("2");
    wire.swallow();
    await say(3, 6);
    wire.cut();
    await say(6, 8);
    await ana.chat.connected(2);
    await ana.hears("7");
    await say(8, 9);
    await ana.hears("8");
    expect(ana.shown()).toEqual("012345678".split(""));
    expect(ana.room).toBe(roomId);
    await wire.end();
  });
});

describe("[coached 1] the rooms of an assistant", () => {
  test("are there while the assistant is, one for each interest, and the lobby is told who comes and goes", async () => {
    const ben = await lobbyPage("client");
    const [wine, cheese] = [newTopic(), newTopic()];
    const ana = await lobbyPage("assistant", { interests: [wine, cheese] });
    const online = await ben.lobby.next<{ user_id: number; rooms: string }>(
      "connected",
      (one) => one.user_id === ana.id,
    );
    expect(online).toEqual({
      user_id: ana.id,
      username: ana.name,
      name: ana.name,
      role: "1",
      username_key: `username:${ana.name}1`,
      online: true,
      rooms: expect.any(String) as string,
    } as never);
    const hers = () =>
      ben
        .rooms()
        .filter(({ room_id: id }) => id.endsWith(`:${ana.id}`))
        .map(({ topic }) => topic);
    expect(hers().toSorted()).toEqual([wine, cheese].toSorted());

    ana.lobby.say("log_out");
    expect(
      await ben.lobby.next<object>("disconnected", (one) => "user_id" in one && one.user_id === ana.id),
    ).toMatchObject({
      role: "1",
      online: false,
    });
    await ben.lobby.until(() => hers().length === 0);
    // Once is enough: the connection that ends later is nobody's in the lobby.
    ana.close();
    const cleo = await lobbyPage("client");
    await ben.lobby.next("connected", ({ user_id: id }: { user_id: number }) => id === cleo.id);
    expect(
      ben.lobby.payloads<{ user_id: number }>("disconnected").filter(({ user_id: id }) => id === ana.id),
    ).toHaveLength(1);
  });

  test("close when the assistant's connection is gone for good", async () => {
    const ben = await lobbyPage("client");
    const topic = newTopic();
    const ana = await lobbyPage("assistant", { interests: [topic] });
    const roomId = `${topic}:${ana.id}`;
    await ben.roomIs(roomId, () => true);
    ana.close();
    expect(
      await ben.lobby.next<object>("disconnected", (one) => "user_id" in one && one.user_id === ana.id),
    ).toMatchObject({
      online: false,
    });
    await ben.lobby.until(() => !ben.rooms().some((room) => room.room_id === roomId));
    ben.lobby.say("join_room", { user_id: ben.id, role: 0, room_id: roomId });
    expect(await ben.lobby.next<object>("room-full")).toEqual({ room_id: roomId });
  });
});

describe("[coached 2] seats", () => {
  test("the last one waits for the assistant, and of two clients who want the other, one gets it", async () => {
    const topic = newTopic();
    const ana = await lobbyPage("assistant", { interests: [topic] });
    const roomId = `${topic}:${ana.id}`;
    const rivals = [await lobbyPage("client"), await lobbyPage("client")];
    for (const { lobby, id } of rivals) lobby.say("join_room", { user_id: id, role: 0, room_id: roomId });
    const answered = ({ lobby }: CoachedPage) =>
      lobby.heard.find(({ name }) => name === "redirect" || name === "room-full");
    for (const rival of rivals) await rival.lobby.until(() => answered(rival) !== undefined);
    const answers = rivals.map((rival) => answered(rival)!);
    expect(answers.map(({ name }) => name).toSorted()).toEqual(["redirect", "room-full"]);
    expect(answers.find(({ name }) => name === "redirect")?.payload).toEqual({
      url: `/chat/room/${topic.replaceAll(" ", "%20")}:${ana.id}`,
    });
    expect(answers.find(({ name }) => name === "room-full")?.payload).toEqual({ room_id: roomId });
    // Of everything that was told, nothing reached the one who was too late but the list.
    await ana.joinRoom(roomId);
    expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: true });
  });

  test("what a payload says about who somebody is is not believed", async () => {
    const topic = newTopic();
    const ana = await lobbyPage("assistant", { interests: [topic] });
    const ben = await lobbyPage("client");
    const roomId = `${topic}:${ana.id}`;
    ben.lobby.say("join_room", { user_id: ana.id, role: 1, room_id: roomId });
    await ben.lobby.next("redirect");
    expect(await ana.roomIs(roomId, ({ number_user: users }) => users === 1)).toMatchObject({
      participants: [ben.id],
      has_assistant: false,
    });
  });

  test("who comes into the lobby is in no room any more", async () => {
    const { ana, ben, roomId } = await pair();
    const cleo = await lobbyPage("client");
    expect(await cleo.roomIs(roomId, ({ is_full: isFull }) => isFull)).toMatchObject({ number_user: 2 });
    await ben.toLobby();
    expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: false, close: true });
    expect(await ana.chat.next<object>("disconnected")).toEqual({});
  });
});

describe("the words of a room", () => {
  test("[coached typing] typing is told to the others, with how much, and when it stops", async () => {
    const { ana, ben, roomId } = await pair();
    ben.chat.say("typing", { username: "somebody else", length: 5, room_id: roomId });
    expect(await ana.chat.next<object>("is-typing")).toEqual({ username: ben.name, msg_length: 5 });
    ben.chat.say("typing", { username: ben.name, length: 0, room_id: roomId });
    expect(await ana.chat.next<object>("is-typing")).toEqual({ username: ben.name, msg_length: 0 });
    expect(ben.chat.payloads("is-typing")).toEqual([]);
  });

  test("[coached leave] who leaves goes back with the token and their checklist, and the room hears of it", async () => {
    const { ana, ben, roomId, token } = await pair();
    const room = await roomOf(ana);
    const checklist = JSON.stringify(["described", "I asked at least one question.", "no such item"]);
    ben.chat.say("leave", { user_id: ana.id, role: "1", room_id: roomId, private_room_id: "x", checklist });
    expect(await ben.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby", token });
    expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: false, close: true });
    expect(await ana.chat.next<object>("disconnected")).toEqual({});
    const { state } = await backEnd.ask("get_room", { room });
    expect(state.checklists).toEqual([{ user: `${ben.id}`, done: ["described", "asked"] }]);

    // The other one leaves too, as these pages do by themselves.
    ana.chat.say("leave", { user_id: ana.id, role: "1", room_id: roomId, private_room_id: token, checklist: "[]" });
    expect(await ana.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby", token });
    expect([ana, ben].map(({ chat }) => chat.payloads("redirect").length)).toEqual([1, 1]);
  });

  test("[coached Scenario] the scenario that a page brings is shared, and is in every message and in the token", async () => {
    const { ana, ben, roomId } = await pair();
    const scenario = { id: 7, desc: "Find a <b>gift</b>.", type: "gift", constraint: "less than 20 €" };
    await ben.toRoom(roomId, scenario);
    for (const { chat } of [ana, ben]) {
      const shared = await chat.next<{ scenario: string }>("share-scenario");
      expect(JSON.parse(shared.scenario)).toEqual(scenario);
    }
    // Once chosen it stays, whatever another page says.
    await ana.toRoom(roomId, { id: 8, desc: "Find a tent." });
    expect(JSON.parse((await ana.chat.next<{ scenario: string }>("share-scenario")).scenario)).toEqual(scenario);
    ben.say("A gift, please.");
    expect((await ana.hears("A gift, please.")).scenario).toEqual(scenario);
    ben.chat.say("leave", { room_id: roomId });
    const { token } = await ben.chat.next<{ token: string }>("redirect");
    expect(token).toBe(`${roomId.split(":")[0]!.replaceAll(" ", "")}:7:${ana.id}:${ben.id}`);
  });

  test("[coached 3] nothing can be said before everybody is there", async () => {
    const topic = newTopic();
    const ana = await lobbyPage("assistant", { interests: [topic] });
    await ana.joinRoom(`${topic}:${ana.id}`);
    await ana.chat.next("show-history");
    ana.say("Hello?");
    expect(await ana.chat.next<object>("error")).toEqual({
      message: "The conversation begins when everybody is here.",
    });
  });

  test("who is not in a room is sent back to the lobby and hears nothing of it", async () => {
    const { ana, ben, roomId } = await pair();
    const cleo = await lobbyPage("client");
    await cleo.toRoom(roomId);
    expect(await cleo.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby" });
    cleo.say("let me in");
    expect(await cleo.chat.next<object>("error")).toEqual({ message: "Join the room first." });
    ben.say("private");
    await ana.hears("private");
    cleo.chat.say("leave", { room_id: roomId });
    await cleo.chat.next("redirect");
    expect(cleo.chat.payloads("message")).toEqual([]);
  });
});
