import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { FieldClient, type Transports } from "../../support/field-client.ts";
import { newFolder, removeFolder, type Server, startServer, withServer } from "../../support/server.ts";
import { serverToken, tokenOf } from "../../support/tokens.ts";
import { wireTo } from "../../support/wire.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

interface Line {
  readonly id: string;
  readonly user_id: number | string;
  readonly user_name: string;
  readonly message: string;
  readonly message_type: string;
  readonly timestamp: string;
  readonly is_edited: boolean;
}
interface Joined {
  readonly room: string;
  readonly room_description: string;
  readonly messages: Line[];
  readonly participants: { user_id: number | string; user_name: string; is_online: boolean }[];
}

let folder: string;
let server: Server;
let backEnd: Chatter;
const clients: FieldClient[] = [];

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
  backEnd = await Chatter.hello(server.door, serverToken());
});
afterAll(async () => {
  for (const client of clients) client.close();
  await backEnd.leave();
  await server.stop();
  await removeFolder(folder);
});

let rooms = 0;
async function newRoom(description = ""): Promise<string> {
  const room = `room-${++rooms}`;
  await backEnd.ask("create_room", { key: newKey(), room, kind: "community", description });
  return room;
}

async function person(
  id: string,
  name: string,
  { transports = ["websocket"], url = server.url }: { transports?: Transports; url?: string } = {},
): Promise<FieldClient> {
  const client = await FieldClient.connect(url, {
    auth: { token: tokenOf(id, { name }), dialect: "fitness" },
    transports,
  });
  clients.push(client);
  return client;
}

async function joined(client: FieldClient, room: string): Promise<Joined> {
  client.say("join_room", { room });
  return client.next<Joined>("room_joined", (one) => one.room === room);
}

const texts = (lines: readonly Line[]) => lines.filter((one) => one.message_type === "text").map((one) => one.message);

describe.each([[["websocket"]], [["polling"]], [["polling", "websocket"]]] as [Transports][])(
  "over %p",
  (transports) => {
    test("[fitness 1] the first thing a client hears is that it is connected", async () => {
      const ana = await person("1", "Ana", { transports });
      await ana.next("status");
      expect(ana.heard[0]).toEqual({ name: "status", payload: { message: "Connected to chat server" } });
    });

    test("[fitness 5] what one sends all hear, the sender too, in the order it was sent", async () => {
      const room = await newRoom();
      const ana = await person("1", "Ana", { transports });
      const ben = await person("2", "Ben", { transports });
      await joined(ana, room);
      await joined(ben, room);
      for (let n = 0; n < 10; n++) ana.say("send_message", { room, message: `<b>${n}</b>` });

      for (const client of [ana, ben]) {
        await client.next<Line>("new_message", ({ message }) => message === "<b>9</b>");
        const lines = client.payloads<Line>("new_message");
        expect(lines.map(({ message }) => message)).toEqual(Array.from({ length: 10 }, (_, n) => `<b>${n}</b>`));
        expect(lines[0]).toEqual({
          id: expect.any(String) as string,
          user_id: 1,
          user_name: "Ana",
          message: "<b>0</b>",
          message_type: "text",
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
          is_edited: false,
        });
      }
    });

    test("[fitness Reconnect] what was said while the wire was broken comes once, in order, with no word from the client", async () => {
      const room = await newRoom();
      const wire = await wireTo(server.url);
      const ana = await person("1", "Ana", { transports, url: wire.url });
      const ben = await person("2", "Ben");
      await joined(ana, room);
      await joined(ben, room);
      const say = (from: number, to: number) => {
        for (let n = from; n < to; n++) ben.say("send_message", { room, message: `${n}` });
        return ben.next<Line>("new_message", ({ message }) => message === `${to - 1}`);
      };

      await say(0, 3);
      await ana.next<Line>("new_message", ({ message }) => message === "2");
      wire.swallow();
      await say(3, 6);
      wire.cut();
      await say(6, 9);
      await ana.connected(2);
      await say(9, 10);

      await ana.next<Line>("new_message", ({ message }) => message === "9");
      expect(ana.payloads<Line>("new_message").map(({ message }) => message)).toEqual("0123456789".split(""));
      await wire.end();
    });
  },
);

test("[fitness 2] the list of rooms is bare, and has only what the person may see and is open", async () => {
  const open = await newRoom("Lift <heavy>");
  const closed = await newRoom();
  await backEnd.ask("close_room", { room: closed, key: newKey() });
  await backEnd.ask("create_room", { key: newKey(), room: "secret", kind: "group" });
  await backEnd.ask("create_room", { key: newKey(), room: "ours", kind: "group", members: ["1"] });
  const ana = await person("1", "Ana");

  ana.say("get_rooms");
  const list = await ana.next<{ name: string; description: string; created_at: string }[]>("rooms_list");
  const names = list.map(({ name }) => name);
  expect(names).toContain(open);
  expect(names).toContain("ours");
  expect(names).not.toContain(closed);
  expect(names).not.toContain("secret");
  expect(list.find(({ name }) => name === open)).toEqual({
    name: open,
    description: "Lift &lt;heavy&gt;",
    created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
  });
});

test("[fitness 2] the list has every room, however many there are of other apps and of one's own", async () => {
  const create = (room: string, kind: string, members?: string[]) =>
    backEnd.ask("create_room", { key: newKey(), room, kind, ...(members && { members }) });
  // In the order of the lists they come before all that is looked for.
  const others = Array.from({ length: 201 }, (_, n) => create(`a-cafe-${n}`, "cafe"));
  const own = Array.from({ length: 201 }, (_, n) => create(`mine-${n}`, "group", ["many"]));
  await Promise.all([...others, ...own]);
  const open = await newRoom();
  const many = await person("many", "Mia");

  many.say("get_rooms");
  const names = (await many.next<{ name: string }[]>("rooms_list")).map(({ name }) => name);
  expect(names).toContain(open);
  expect(names.filter((name) => name.startsWith("mine-"))).toHaveLength(201);
  expect(names.filter((name) => name.startsWith("a-cafe-"))).toEqual([]);

  // As many rooms as one client may be in are only listed here, and none of them is entered.
  expect(await joined(many, open)).toMatchObject({ room: open });
});

test("[fitness 3] [fitness 10] a joiner gets the room; the others hear of it and get the people again", async () => {
  const room = await newRoom("Tips & tricks");
  const ana = await person("1", "Ana");
  const ben = await person("ben", "B<e>n");
  await joined(ana, room);
  const from = ana.heard.length;
  const inside = await joined(ben, room);

  expect(inside).toMatchObject({ room, room_description: "Tips &amp; tricks" });
  expect(inside.participants).toEqual([
    { user_id: 1, user_name: "Ana", is_online: true },
    { user_id: "ben", user_name: "B&lt;e&gt;n", is_online: true },
  ]);
  await ana.until(() => ana.heard.length >= from + 2);
  expect(ana.heard.slice(from)).toEqual([
    {
      name: "user_joined",
      payload: {
        user_id: "ben",
        user_name: "B&lt;e&gt;n",
        room,
        message: "B&lt;e&gt;n joined the room",
        timestamp: expect.stringMatching(/Z$/) as string,
      },
    },
    {
      name: "room_joined",
      payload: { room, room_description: "Tips &amp; tricks", messages: [], participants: inside.participants },
    },
  ]);
  expect(ben.payloads("user_joined")).toEqual([]);
});

test("[fitness 3] a second connection of the same person makes no line", async () => {
  const room = await newRoom();
  const watcher = await person("9", "Watcher");
  await joined(watcher, room);
  const phone = await person("1", "Ana");
  const desk = await person("1", "Ana");
  await joined(phone, room);
  await joined(desk, room);
  desk.say("send_message", { room, message: "fence" });
  await watcher.next<Line>("new_message");
  expect(watcher.payloads("user_joined")).toHaveLength(1);
});

test("[fitness 3] a newcomer gets at most 50 lines, oldest first", async () => {
  const room = await newRoom();
  for (let n = 0; n < 60; n++) await backEnd.ask("send_message", { room, key: newKey(), text: `${n}` });
  const { messages } = await joined(await person("1", "Ana"), room);
  expect(messages).toHaveLength(50);
  expect(texts(messages).at(-1)).toBe("59");
  expect(texts(messages)).toEqual(
    Array.from({ length: texts(messages).length }, (_, n) => `${60 - texts(messages).length + n}`),
  );
});

test("[fitness 4] joins and leaves are lines of the history", async () => {
  const room = await newRoom();
  const ana = await person("1", "Ana");
  await joined(ana, room);
  const ben = await person("2", "B<e>n");
  await joined(ben, room);
  ben.say("leave_room", { room });
  await ana.next("user_left");
  const { messages } = await joined(await person("3", "Cy"), room);
  expect(messages.map(({ message, message_type, user_id }) => [message_type, message, user_id])).toEqual([
    ["join", "Ana joined the room", 1],
    ["join", "B&lt;e&gt;n joined the room", 2],
    ["leave", "B&lt;e&gt;n left the room", 2],
    ["join", "Cy joined the room", 3],
  ]);
});

test("[fitness 5] a message that was edited says so in later histories, and a deleted one is gone", async () => {
  const room = await newRoom();
  const chatter = await Chatter.as(server.door, "7", { name: "Gus" });
  await chatter.ask("open_room", { room });
  const { seq } = await chatter.ask("send_message", { room, key: newKey(), text: "furst" });
  const other = await chatter.ask("send_message", { room, key: newKey(), text: "oops" });
  await chatter.ask("edit_message", { room, key: newKey(), seq, text: "first" });
  await chatter.ask("delete_message", { room, key: newKey(), seq: other.seq });
  const { messages } = await joined(await person("1", "Ana"), room);
  const lines = messages.filter(({ message_type }) => message_type === "text");
  expect(lines.map(({ message, is_edited }) => [message, is_edited])).toEqual([["first", true]]);
  await chatter.leave();
});

test("[fitness 6] leaving tells the others, with a message", async () => {
  const room = await newRoom();
  const ana = await person("1", "Ana");
  const ben = await person("2", "Ben");
  await joined(ana, room);
  await joined(ben, room);
  ben.say("leave_room", { room });
  expect(await ana.next("user_left")).toEqual({
    user_id: 2,
    user_name: "Ben",
    room,
    message: "Ben left the room",
    timestamp: expect.stringMatching(/Z$/) as string,
  });
  const { participants } = await ana.next<Joined>("room_joined");
  expect(participants.map(({ user_id }) => user_id)).toEqual([1]);
  ana.say("send_message", { room, message: "gone?" });
  await ana.next("new_message");
  expect(ben.payloads("new_message")).toEqual([]);
});

test("[fitness 4] [fitness 6] who disconnects has left after the grace, and who comes back then has reconnected", async () => {
  const room = await newRoom();
  const ana = await person("1", "Ana");
  const ben = await person("2", "Ben");
  await joined(ana, room);
  await joined(ben, room);
  ben.close();
  expect(await ana.next("user_left")).toMatchObject({ user_id: 2, room, message: "Ben left the room" });
  const without = await ana.next<Joined>("room_joined");
  expect(without.participants.map(({ user_id, is_online }) => [user_id, is_online])).toEqual([
    [1, true],
    [2, false],
  ]);

  const back = await person("2", "Ben");
  await joined(back, room);
  expect(await ana.next("user_joined")).toMatchObject({ user_id: 2, message: "Ben reconnected to the room" });
  expect((await ana.next<Joined>("room_joined")).participants.map(({ is_online }) => is_online)).toEqual([true, true]);
  const { messages } = await joined(await person("3", "Cy"), room);
  expect(messages.map(({ message, message_type }) => [message_type, message])).toEqual([
    ["join", "Ana joined the room"],
    ["join", "Ben joined the room"],
    ["leave", "Ben left the room"],
    ["join", "Ben reconnected to the room"],
    ["join", "Cy joined the room"],
  ]);
});

test("[fitness 3] [fitness 6] a return within the grace, and another window that stays, make no line", async () => {
  const room = await newRoom();
  const ana = await person("1", "Ana");
  await joined(ana, room);
  const stays = await person("2", "Ben");
  const goes = await person("2", "Ben");
  await joined(stays, room);
  await joined(goes, room);
  goes.close();
  stays.socket.io.engine.close();
  await stays.connected(2);
  stays.say("send_message", { room, message: "fence" });
  await ana.next("new_message");
  const gone = await person("3", "Cy");
  await joined(gone, room);
  gone.close();
  // Cy went last: when that is told, anything about Ben would have been told before.
  expect(await ana.next("user_left")).toMatchObject({ user_id: 3 });
  expect(ana.payloads("user_joined")).toHaveLength(2);
});

test("[fitness 6] who did not come back after a crash of the server has left", async () => {
  const own = await newFolder();
  const first = await startServer({ folder: own });
  const native = await Chatter.hello(first.door, serverToken());
  await native.ask("create_room", { key: newKey(), room: "general", kind: "community" });
  await joined(await person("2", "Ben", { url: first.url }), "general");
  const [ben] = clients.slice(-1);
  await first.kill();
  ben?.close();
  const second = await startServer({ folder: own });
  const ana = await person("1", "Ana", { url: second.url });
  const { participants } = await joined(ana, "general");
  expect(participants.find(({ user_id }) => user_id === 2)?.is_online).toBe(false);
  expect(await ana.next("user_left")).toMatchObject({ user_id: 2, message: "Ben left the room" });
  ana.close();
  await second.stop();
  await removeFolder(own);
});

test("[fitness 7] typing is heard by the others and ends by itself when the typist vanishes", async () => {
  const room = await newRoom();
  const ana = await person("1", "Ana");
  const ben = await person("2", "Ben");
  await joined(ana, room);
  await joined(ben, room);
  ben.say("typing_start", { room });
  expect(await ana.next("user_typing")).toEqual({ user_id: 2, user_name: "Ben", is_typing: true });
  ben.say("typing_stop", { room });
  expect(await ana.next("user_typing")).toEqual({ user_id: 2, user_name: "Ben", is_typing: false });
  ben.say("typing_start", { room: null });
  ben.say("typing_start", { room });
  await ana.next("user_typing");
  ben.close();
  expect(await ana.next("user_typing")).toEqual({ user_id: 2, user_name: "Ben", is_typing: false });
  expect(ben.payloads("user_typing")).toEqual([]);
  expect(ana.payloads("user_typing")).toHaveLength(4);
});

describe("[fitness 8] errors", () => {
  test.each([
    ["join_room", { room: "nowhere" }, "Room or user not found"],
    ["join_room", {}, "Room or user not found"],
    ["join_room", null, "Room or user not found"],
    ["join_room", { room: 7 }, "Room or user not found"],
    ["join_room", { room: "x".repeat(500) }, "Room or user not found"],
    ["join_room", { room: { toString: "no" } }, "Room or user not found"],
    ["send_message", { room: "nowhere", message: "hi" }, "Room or user not found"],
    ["send_message", {}, "Room or user not found"],
    ["send_message", "hello", "Room or user not found"],
  ])("%s %j", async (name, payload, message) => {
    const ana = await person("1", "Ana");
    ana.say(name, payload);
    expect(await ana.next("error")).toEqual({ message });
  });

  test("in a room: empty, too long, not a member, too fast", async () => {
    const room = await newRoom();
    const ana = await person("err", "Ana");
    const outside = await person("2", "Ben");
    await joined(ana, room);
    const error = async (client: FieldClient, message: unknown) => {
      client.say("send_message", { room, message });
      return (await client.next<{ message: string }>("error")).message;
    };
    expect(await error(ana, "")).toBe("Message cannot be empty");
    expect(await error(ana, "  \n ")).toBe("Message cannot be empty");
    expect(await error(ana, null)).toBe("Message cannot be empty");
    expect(await error(ana, ["x"])).toBe("Message cannot be empty");
    expect(await error(outside, "let me")).toBe("Not authorized to send message in this room");
    expect(await error(ana, "x".repeat(501))).toContain("500");
    for (let n = 0; n < 30; n++) ana.say("send_message", { room, message: `${n}` });
    expect((await ana.next<{ message: string }>("error")).message).toContain("too fast");
  });
});

test("[fitness] names and rooms are nobody's to claim: a user id in the handshake proves nothing", async () => {
  expect(await FieldClient.refused(server.url, { auth: { user_id: 1 } })).toBe("Authentication required");
  expect(await FieldClient.refused(server.url, { auth: { token: "nonsense", user_id: 1 } })).toBe("Invalid token");
  expect(await FieldClient.refused(server.url, { auth: { token: 7 } })).toBe("Invalid token");
  expect(await FieldClient.refused(server.url, {})).toBe("Authentication required");
});

test("[fitness] a person who has not named the dialect speaks it by the first word", async () => {
  const room = await newRoom();
  const ana = await FieldClient.connect(server.url, { auth: { token: tokenOf("1", { name: "Ana" }) } });
  clients.push(ana);
  await joined(ana, room);
  expect(ana.heard[0]).toEqual({ name: "status", payload: { message: "Connected to chat server" } });
});

test("[fitness Reconnect] after a restart the client is back in its room and gets what it missed, once", async () => {
  const own = await newFolder();
  const first = await startServer({ folder: own });
  const wire = await wireTo(first.url);
  const native = await Chatter.hello(first.door, serverToken());
  await native.ask("create_room", { key: newKey(), room: "general", kind: "community" });
  const ana = await person("1", "Ana", { url: wire.url });
  await joined(ana, "general");
  await native.ask("send_message", { room: "general", key: newKey(), text: "one" });
  await ana.next("new_message");
  wire.swallow();
  await native.ask("send_message", { room: "general", key: newKey(), text: "two" });
  await first.kill();

  const { port } = new URL(first.url);
  const second = await startServer({ folder: own, env: { PORT: port } });
  wire.cut();
  const again = await Chatter.hello(second.door, serverToken());
  await again.ask("send_message", { room: "general", key: newKey(), text: "three" });
  await ana.next<Line>("new_message", ({ message }) => message === "three");
  expect(texts(ana.payloads<Line>("new_message"))).toEqual(["one", "two", "three"]);
  ana.close();
  await wire.end();
  await second.stop();
  await removeFolder(own);
});

test("[fitness Who] the session cookie of Parlor's own sign-in says who one is, and a user_id proves nothing", async () => {
  await withServer(
    async ({ url, door }) => {
      const native = await Chatter.hello(door, serverToken());
      await native.ask("create_room", { key: newKey(), room: "general", kind: "community" });
      await native.leave();
      const signedUp = await fetch(`${url}v1/accounts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ username: "ana", password: "correct horse", name: "Ana" }),
      });
      const { user } = (await signedUp.json()) as { user: { id: string } };
      const cookie = signedUp.headers.get("set-cookie")?.split(";")[0] ?? "";
      for (const transports of [["websocket"], ["polling"]] as const) {
        const ana = await FieldClient.connect(url, { transports, headers: { cookie }, auth: { user_id: 7 } });
        ana.say("join_room", { room: "general" });
        expect(await ana.next<object>("room_joined")).toMatchObject({
          participants: [{ user_id: user.id, user_name: "Ana", is_online: true }],
        });
        ana.close();
      }
      for (const headers of [{}, { cookie: `${cookie}x` }]) {
        expect(await FieldClient.refused(url, { headers, auth: { user_id: 7 } })).toBe("Authentication required");
      }
    },
    { ACCOUNTS: "on" },
  );
});
