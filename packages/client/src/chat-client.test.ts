import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { CLOSE, refusal } from "@parlor/protocol";
import { type ChatClient, type ChatClientOptions, createChatClient } from "./chat-client.ts";
import { Refused, Unanswered } from "./errors.ts";
import type { Observable } from "./observable.ts";
import { memoryStorage } from "./outbox/storage.ts";
import type { Room } from "./room/room-handle.ts";
import type { MessageRow } from "./state/rows.ts";
import { chance } from "./testing/chance.ts";
import { Peer } from "./testing/peer.ts";
import { RoomLog } from "./testing/room-log.ts";
import { TestClock } from "./testing/test-clock.ts";

let peer: Peer;
let clock: TestClock;
let clients: ChatClient[];
const faults: unknown[] = [];

beforeEach(() => {
  peer = new Peer(Bun.serve);
  clock = new TestClock();
  clients = [];
  faults.length = 0;
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await peer.stop();
  expect(faults).toEqual([]);
});

function clientOf(options: Partial<ChatClientOptions> = {}): ChatClient {
  const client = createChatClient({
    url: peer.url,
    getToken: () => "ana",
    clock,
    random: chance(1),
    onError: (error) => faults.push(error),
    ...options,
  });
  clients.push(client);
  return client;
}

/** Resolves once the observable's value is so. */
function until<T>(observable: Observable<T>, isSo: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isSo(observable.get())) return;
      stop();
      resolve();
    };
    const stop = observable.watch(check);
    check();
  });
}

const state = (client: ChatClient, name: string) => until(client.connection, (now) => now.name === name);

async function online(options: Partial<ChatClientOptions> = {}): Promise<ChatClient> {
  const client = clientOf(options);
  client.connect();
  await state(client, "online");
  return client;
}

/** Waiting ends with the clock, and the connection comes back. */
async function comeBack(client: ChatClient): Promise<void> {
  await state(client, "waiting");
  const now = client.connection.get();
  if (now.name === "waiting") clock.advance(now.retryAt - clock.now());
  await state(client, "online");
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);
const messages = (room: Room): MessageRow[] => room.timeline.get().rows.filter((row) => row.kind === "message");
const texts = (room: Room) => messages(room).map(({ message }) => message.text);
const shows = (room: Room, ...expected: string[]) =>
  until(room.timeline, () => JSON.stringify(texts(room)) === JSON.stringify(expected));
const confirmed = (room: Room) =>
  until(room.timeline, () => messages(room).every(({ stage }) => stage === "confirmed"));

describe("a connection", () => {
  test("says hello first, with the token, and asks for the inbox", async () => {
    const client = await online();
    await peer.until(() => peer.frames("resume").length === 1);

    expect(peer.heard[0]).toMatchObject({ type: "hello", payload: { token: "ana" } });
    expect(peer.frames("resume")).toEqual([{ cursors: { "inbox:ana": null } }]);
    expect(client.me.get()).toEqual({ id: "ana", name: "ana" });
    expect(client.serverNow()).toBe(5_000_000);
  });

  test("asks the token function again when the token expired", async () => {
    const tokens = ["old", "new"];
    const client = await online({ getToken: () => tokens.shift() ?? "none" });
    peer.hangUp(CLOSE.tokenExpired);
    await comeBack(client);

    expect(peer.frames("hello")).toEqual([{ token: "old" }, { token: "new" }]);
  });

  test("replaces its token before it runs out, on the same socket", async () => {
    let tokens = 0;
    peer.instead = (frame) => {
      if (frame.type === "refresh_token")
        return { ok: { user: { id: "ana", name: "Ana", only: [] }, expiresAt: clock.now() + 3_600_000 } };
      if (frame.type !== "hello") return undefined;
      return {
        ok: {
          user: { id: "ana", name: "Ana" },
          now: clock.now(),
          expiresAt: clock.now() + 20_000,
          limits: peer.limits,
        },
      };
    };
    const client = await online({ getToken: () => `token ${++tokens}` });
    expect(peer.frames("refresh_token")).toEqual([]);

    clock.advance(10_000);
    await peer.until(() => peer.frames("refresh_token").length === 1);
    expect(peer.frames("refresh_token")).toEqual([{ token: "token 2" }]);
    expect(peer.frames("hello")).toEqual([{ token: "token 1" }]);
    await until(client.me, (me) => me?.only?.length === 0);
  });

  test("stays away when it was signed out", async () => {
    const client = await online();
    peer.hangUp(CLOSE.signedOut);
    await state(client, "stopped");
    clock.advance(600_000);

    expect(client.connection.get()).toEqual({ name: "stopped", reason: CLOSE.signedOut });
    expect(peer.frames("hello").length).toBe(1);
  });

  test("stops at a token that is refused, and comes back when the server only had trouble", async () => {
    peer.instead = ({ type }) => (type === "hello" ? { no: refusal("server_error", "Trouble.", 5_000) } : undefined);
    const client = clientOf();
    client.connect();
    await state(client, "waiting");
    clock.advance(4_999);
    expect(client.connection.get().name).toBe("waiting");

    peer.instead = ({ type }) => (type === "hello" ? { no: refusal("bad_token", "Forged.") } : undefined);
    clock.advance(30_000);
    await state(client, "stopped");
    expect(client.connection.get()).toEqual({ name: "stopped", reason: "bad_token" });
  });

  test("comes back as the same guest, and as a new one when the old is not taken any more", async () => {
    const storage = memoryStorage();
    const guest = { guest: { name: "Ana" }, storage, getToken: undefined } as unknown as Partial<ChatClientOptions>;
    const first = await online(guest);
    await peer.until(() => peer.frames("resume").length === 1);
    first.disconnect();
    const second = await online(guest);
    second.disconnect();
    peer.instead = ({ type, payload }) =>
      type === "hello" && "token" in (payload as object) ? { no: refusal("bad_token", "Long ago.") } : undefined;
    const third = clientOf(guest);
    third.connect();
    await comeBack(third);

    const token = "guest-Ana";
    expect(peer.frames("hello")).toEqual([
      { guest: { name: "Ana" } },
      { token },
      { token },
      { guest: { name: "Ana" } },
    ]);
  });

  test("says something when idle, and notices a server that went silent", async () => {
    const client = await online();
    clock.advance(15_000);
    await peer.until(() => peer.frames("set_status").length === 1);
    await client.listRooms({});
    peer.instead = () => "silence";
    clock.advance(15_000);
    await peer.until(() => peer.frames("set_status").length === 2);
    expect(client.connection.get().name).toBe("online");
    clock.advance(15_000);

    expect(client.connection.get().name).toBe("waiting");
  });

  test("does not wait out its pause after the machine slept", async () => {
    const client = await online({ random: () => 0.9 });
    peer.cut();
    await state(client, "waiting");
    clock.sleep(3_600_000);
    clock.advance(0);

    await state(client, "online");
  });

  test("does not believe a socket that was open before the machine slept", async () => {
    const client = await online();
    peer.instead = () => "silence";
    clock.sleep(3_600_000);
    clock.advance(4_999);
    expect(client.connection.get().name).toBe("online");
    clock.advance(1);

    expect(client.connection.get().name).toBe("waiting");
  });

  test("is not disturbed by frames that are none, or of a newer server", async () => {
    const client = await online();
    const room = client.room("general");
    await room.open();
    for (const text of ["{", "null", "[]", '{"type":"of_tomorrow","payload":{}}', '{"type":"events","payload":7}']) {
      peer.raw(text);
    }
    peer.raw(JSON.stringify({ type: "reply", id: 4_711, payload: {} }));
    peer.post("general", "bo", "still here");

    await shows(room, "still here");
  });

  test("an address that is none is refused at once", () => {
    expect(() => createChatClient({ url: "chat.example.org" })).toThrow(TypeError);
  });
});

describe("asking", () => {
  test("waits while offline, and is answered", async () => {
    const client = clientOf();
    const asked = client.listRooms({ of: "listed" });
    client.connect();

    expect(await asked).toEqual({ rooms: [] });
  });

  test("silence is not failure: it is asked again, with the same words", async () => {
    const client = await online();
    let asked = 0;
    peer.instead = ({ type }) => {
      if (type !== "create_room") return undefined;
      asked += 1;
      return asked < 3 ? "silence" : { ok: { room: "new" } };
    };
    const created = client.createRoom({ kind: "community", title: "New" });
    await peer.until(() => asked === 1);
    clock.advance(10_000);
    await peer.until(() => asked === 2);
    peer.cut();
    await comeBack(client);

    expect(await created).toEqual({ room: "new" });
    expect(new Set(peer.frames("create_room").map(({ key }) => key)).size).toBe(1);
  });

  test("a refusal is told with its code, a disconnect with nothing known", async () => {
    const client = await online();
    const refused = await failureOf(client.joinRoom("nowhere"));
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: "unknown_command", retry: "never" });

    peer.instead = ({ type }) => (type === "join_room" ? "silence" : undefined);
    const asked = failureOf(client.joinRoom("general"));
    client.disconnect();
    expect(await asked).toBeInstanceOf(Unanswered);
  });
});

describe("a room", () => {
  test("shows what is there and what comes", async () => {
    peer.log("general").post("bo", "first");
    const room = (await online()).room("general");
    await room.open();
    peer.post("general", "bo", "second");

    await shows(room, "first", "second");
    expect(room.state.get()?.messageCount).toBe(2);
    expect(room.timeline.get()).toMatchObject({ isBehind: false, reachesStart: true, holes: [] });
  });

  test("after a cut it has everything, and says so only then", async () => {
    const client = await online();
    const room = client.room("general");
    await room.open();
    peer.post("general", "bo", "before");
    await shows(room, "before");
    peer.cut();
    await state(client, "waiting");
    expect(room.timeline.get().isBehind).toBe(true);
    peer.log("general").post("bo", "meanwhile");
    await comeBack(client);
    await until(room.watch, ({ name }) => name === "watching");

    expect(texts(room)).toEqual(["before", "meanwhile"]);
    expect(room.timeline.get().isBehind).toBe(false);
    expect(peer.frames("open_room").length).toBe(1);
    expect(peer.frames("resume").at(-1)?.cursors["room:general"]).toEqual({ epoch: "e1", seq: 2 });
  });

  test("a gap is filled by asking for it", async () => {
    peer.memory = 0;
    const client = await online();
    const room = client.room("general");
    await room.open();
    peer.cut();
    const log = peer.log("general");
    for (let i = 0; i < 400; i += 1) log.post("bo", `${i}`);
    await comeBack(client);
    await until(room.timeline, ({ isBehind, rows }) => !isBehind && rows.length === 401);

    expect(room.timeline.get().holes).toEqual([]);
    expect(peer.frames("load_history").length).toBe(2);
  });

  test("a frame that got lost on the way is asked for", async () => {
    const room = (await online()).room("general");
    await room.open();
    peer.log("general").post("bo", "lost");
    peer.post("general", "bo", "arrives");

    await shows(room, "lost", "arrives");
  });

  test("a log of another epoch replaces what was held", async () => {
    const client = await online();
    const room = client.room("general");
    await room.open();
    peer.post("general", "bo", "old");
    await shows(room, "old");
    peer.cut();
    const restored = new RoomLog("general", "e2");
    restored.post("bo", "new");
    peer.replaceLog(restored);
    await comeBack(client);

    await shows(room, "new");
  });

  test("resumes many rooms in as few frames as the limits allow", async () => {
    peer.limits = { ...peer.limits, resumeCursors: 3 };
    const client = await online();
    const rooms = Array.from({ length: 7 }, (_, i) => client.room(`room ${i}`));
    await Promise.all(rooms.map((room) => room.open()));
    peer.cut();
    await comeBack(client);
    await Promise.all(rooms.map((room) => until(room.watch, ({ name }) => name === "watching")));

    const frames = peer
      .frames("resume")
      .slice(1)
      .map(({ cursors }) => Object.keys(cursors).length);
    expect(frames).toEqual([3, 3, 2]);
  });

  test("is watched until the last one closes it, and is quick to return", async () => {
    const room = (await online()).room("general");
    await Promise.all([room.open(), room.open()]);
    room.close();
    expect(room.watch.get().name).toBe("watching");
    room.close();
    await peer.until(() => peer.frames("close_view").length === 1);
    peer.log("general").post("bo", "unseen");
    await room.open();

    expect(texts(room)).toEqual(["unseen"]);
    expect(peer.frames("open_room")[1]).toEqual({ room: "general", after: { epoch: "e1", seq: 1 } });
  });

  test("tells that it was refused, or that one was removed, and opens again when one is let in", async () => {
    const client = await online();
    const room = client.room("general");
    await room.open();
    peer.closeView("general");
    await until(room.watch, ({ name }) => name === "refused");
    expect(room.watch.get()).toEqual({ name: "refused", code: "not_a_member", message: "You were removed." });

    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 1, no: 0 } });
    await until(room.watch, ({ name }) => name === "watching");
  });

  test("an old message is read beside the new ones", async () => {
    const log = peer.log("general");
    for (let i = 0; i < 600; i += 1) log.post("bo", `${i}`);
    const room = (await online()).room("general");
    await room.open();
    await room.loadAround(100);
    peer.post("general", "bo", "new");
    await until(room.timeline, ({ rows }) => rows.some((row) => row.kind === "message" && row.message.text === "new"));

    const { rows, holes, isBehind } = room.timeline.get();
    expect(rows.some((row) => row.kind === "message" && row.seq === 100)).toBe(true);
    expect(holes).toEqual([{ from: 200, to: 551 }]);
    expect(isBehind).toBe(false);
    await room.loadBefore(552);
    await room.loadAfter(199);
    expect(room.timeline.get().holes).toEqual([{ from: 250, to: 501 }]);
  });

  test("typing is shown until it runs out, and sent no more often than needed", async () => {
    const room = (await online()).room("general");
    await room.open();
    peer.signal({ stream: "room:general", kind: "typing", user: "bo", name: "Bo", on: true });
    await until(room.typists, ({ length }) => length === 1);
    clock.advance(3_000);
    expect(room.typists.get()).toEqual([]);

    for (let i = 0; i < 20; i += 1) {
      room.typing();
      clock.advance(100);
    }
    room.typing(false);
    await peer.until(() => peer.frames("typing").some(({ on }) => !on));
    expect(peer.frames("typing").map(({ on }) => on)).toEqual([true, true, false]);
  });

  test("says who is here, and how far others have read", async () => {
    const room = (await online()).room("general");
    await room.open();
    const bo = { id: "bo", name: "Bo", status: "online" as const };
    peer.signal({ stream: "room:general", kind: "presence", count: 2, here: [bo] });
    peer.signal({ stream: "room:general", kind: "read", user: "bo", seq: 7 });
    await until(room.receipts, ({ size }) => size === 1);

    expect(room.presence.get()).toEqual({ count: 2, people: [bo] });
    expect(room.receipts.get().get("bo")).toBe(7);
  });

  test("says what one may do, with the server's rule", async () => {
    const log = peer.log("general");
    const room = (await online()).room("general");
    expect(room.can({ do: "send" })).toMatchObject({ ok: false });
    await room.open();
    expect(room.can({ do: "send" })).toMatchObject({ ok: false, code: "not_a_member" });
    peer.say("general", [log.join("ana")]);
    await until(room.state, (now) => now?.memberCount === 1);

    expect(room.can({ do: "send" })).toEqual({ ok: true });
  });

  test("[ACCESS-8] says that one may not what the token does not let one do, whatever the role allows", async () => {
    const log = peer.log("general");
    peer.only = ["message.react"];
    const room = (await online()).room("general");
    await room.open();
    peer.say("general", [log.join("ana")]);
    await until(room.state, (now) => now?.memberCount === 1);

    expect(room.can({ do: "send" })).toMatchObject({ ok: false, code: "not_allowed" });
    expect(room.can({ do: "react", message: { name: "Bo", no: 1, text: "hello" } })).toEqual({ ok: true });
  });
});

describe("unread", () => {
  test("is counted, divided where one stopped, and goes when it is read", async () => {
    const log = peer.log("general");
    for (const text of ["1", "2", "3"]) log.post("bo", text);
    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 2, no: 1 } });
    const client = await online();
    await until(client.rooms, (rooms) => rooms.length === 1);
    expect(client.rooms.get()[0]).toMatchObject({ room: "general", title: "A room", unread: 2 });

    const room = client.room("general");
    await room.open();
    peer.post("general", "bo", "4");
    await shows(room, "1", "2", "3", "4");
    expect(client.rooms.get()[0]).toMatchObject({ unread: 3 });
    expect(room.timeline.get().divider).toEqual({ after: 2, unread: 2 });

    room.markRead();
    room.markRead(3);
    expect(client.rooms.get()[0]).toMatchObject({ unread: 0 });
    await peer.until(() => peer.frames("mark_read").length === 1);
    expect(peer.frames("mark_read")).toEqual([{ room: "general", seq: 5 }]);
    expect(room.timeline.get().divider).toEqual({ after: 2, unread: 2 });
  });

  test("goes on in rooms that are not open", async () => {
    peer.log("general").post("bo", "1");
    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 2, no: 1 } });
    const client = await online();
    await until(client.rooms, (rooms) => rooms.length === 1);

    peer.raw(
      JSON.stringify({
        type: "signal",
        payload: { stream: "room:general", kind: "news", messageCount: 4, lastMessageAt: 9 },
      }),
    );
    await until(client.rooms, ([room]) => room?.unread === 3 && room.lastMessageAt === 9);
  });

  test("read on another device is read here", async () => {
    peer.log("general").post("bo", "1");
    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 1, no: 0 } });
    const client = await online();
    await until(client.rooms, (rooms) => rooms[0]?.unread === 1);
    peer.inbox("ana", { type: "read_marked", data: { room: "general", read: { seq: 2, no: 1 } } });

    await until(client.rooms, (rooms) => rooms[0]?.unread === 0);
  });
});

describe("sending", () => {
  test("is shown at once, and confirmed in its place", async () => {
    const room = (await online()).room("general");
    await room.open();
    const sent = room.send("hello");
    expect(messages(room)).toMatchObject([{ message: { text: "hello", name: "ana" }, seq: undefined }]);
    const key = messages(room)[0]?.key;

    expect(await sent).toMatchObject({ seq: 2, no: 1 });
    await confirmed(room);
    expect(messages(room)).toMatchObject([{ key, seq: 2, stage: "confirmed" }]);
  });

  test("what was written offline arrives in order, once, after all else", async () => {
    const client = await online();
    const room = client.room("general");
    await room.open();
    peer.cut();
    await state(client, "waiting");
    const sent = ["1", "2", "3"].map((text) => room.send(text));
    peer.log("general").post("bo", "meanwhile");
    expect(texts(room)).toEqual(["1", "2", "3"]);
    await comeBack(client);
    await Promise.all(sent);
    await confirmed(room);

    expect(texts(room)).toEqual(["meanwhile", "1", "2", "3"]);
    expect(peer.frames("send_message").map(({ text }) => text)).toEqual(["1", "2", "3"]);
  });

  test("[ONCE-1] an answer that got lost leads to no second message", async () => {
    const client = await online();
    const room = client.room("general");
    await room.open();
    peer.instead = (frame, user) => {
      if (frame.type !== "send_message") return undefined;
      const { text, key } = frame.payload as { text: string; key: string };
      peer.log("general").post(user ?? "", text, key);
      peer.instead = undefined;
      peer.cut();
      return "silence";
    };
    const sent = room.send("once");
    await comeBack(client);
    await sent;
    await confirmed(room);

    expect(texts(room)).toEqual(["once"]);
    const keys = peer.frames("send_message").map(({ key }) => key);
    expect(keys.length).toBe(2);
    expect(new Set(keys).size).toBe(1);
  });

  test("too fast is waited out; a refusal for good is shown and can be tried again or taken away", async () => {
    const room = (await online()).room("general");
    await room.open();
    peer.instead = ({ type }) => (type === "send_message" ? { no: refusal("too_fast", "Slower.", 1_200) } : undefined);
    const slow = room.send("slow");
    await peer.until(() => peer.frames("send_message").length === 1);
    await until(room.timeline, () => messages(room)[0]?.stage === "queued");
    peer.instead = undefined;
    clock.advance(1_199);
    expect(messages(room)[0]?.stage).toBe("queued");
    clock.advance(1);
    await slow;

    peer.instead = ({ type }) =>
      type === "send_message" ? { no: refusal("message_too_long", "Shorter.") } : undefined;
    const long = room.send("long");
    expect(await failureOf(long)).toMatchObject({ code: "message_too_long" });
    const failed = messages(room).at(-1);
    expect(failed).toMatchObject({ stage: "failed", refusal: { code: "message_too_long" } });
    peer.instead = undefined;
    if (failed) room.retry(failed);
    await until(room.timeline, () => messages(room).at(-1)?.stage === "confirmed");

    peer.instead = ({ type }) => (type === "send_message" ? { no: refusal("room_closed", "Closed.") } : undefined);
    await room.send("gone").catch(() => {});
    const gone = messages(room).at(-1);
    if (gone) room.discard(gone);
    expect(texts(room)).toEqual(["slow", "long"]);
  });

  test("edits are shown at once", async () => {
    peer.log("general").post("ana", "helo");
    const room = (await online()).room("general");
    await room.open();
    const edited = room.edit(2, "hello");
    expect(texts(room)).toEqual(["hello"]);
    await edited;

    expect(messages(room)).toMatchObject([{ message: { text: "hello" }, waiting: [] }]);
  });

  test("what waits survives a reload, with its key, and is shown before there is a connection", async () => {
    const storage = memoryStorage();
    const before = await online({ storage });
    await before.room("general").open();
    peer.instead = ({ type }) => (type === "send_message" ? "silence" : undefined);
    before
      .room("general")
      .send("1")
      .catch(() => {});
    before
      .room("general")
      .send("2")
      .catch(() => {});
    await peer.until(() => peer.frames("send_message").length === 1);
    before.disconnect();

    peer.instead = undefined;
    const { promise, resolve: letIn } = Promise.withResolvers<string>();
    const after = clientOf({ storage, getToken: () => promise });
    after.connect();
    const room = after.room("general");
    await until(room.timeline, () => texts(room).length === 2);
    expect(peer.frames("hello").length).toBe(1);

    letIn("ana");
    await room.open();
    await confirmed(room);
    expect(texts(room)).toEqual(["1", "2"]);
    const keys = peer.frames("send_message").map(({ key }) => key);
    expect(keys[1]).toBe(keys[0] ?? "");
  });

  test("what one person left waiting is not sent by the next on the same device", async () => {
    const storage = memoryStorage();
    const ana = await online({ storage });
    peer.instead = ({ type }) => (type === "send_message" ? "silence" : undefined);
    ana
      .room("general")
      .send("from ana")
      .catch(() => {});
    await peer.until(() => peer.frames("send_message").length === 1);
    ana.disconnect();

    peer.instead = undefined;
    const bo = await online({ storage, getToken: () => "bo" });
    await bo.room("general").open();
    await bo.room("general").send("from bo");
    expect(peer.frames("send_message").map(({ text }) => text)).toEqual(["from ana", "from bo"]);
  });
});
