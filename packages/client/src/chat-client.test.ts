import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { CLOSE, refusal } from "@parlor/protocol";
import { type ChatClientOptions, createChatClient } from "./chat-client.ts";
import { Refused, Unanswered } from "./errors.ts";
import { memoryStorage } from "./outbox/storage.ts";
import { failureOf, Meeting, shows, state, until } from "./testing/meeting.ts";
import type { Peer } from "./testing/peer.ts";
import type { TestClock } from "./testing/test-clock.ts";

let meeting: Meeting;
let peer: Peer;
let clock: TestClock;

beforeEach(() => {
  meeting = new Meeting(Bun.serve);
  ({ peer, clock } = meeting);
});
afterEach(async () => expect(await meeting.end()).toEqual([]));

describe("the server's address", () => {
  test.each([
    ["http://chat.example", "ws://chat.example/v1/connect"],
    ["https://chat.example/", "wss://chat.example/v1/connect"],
    ["https://example/chat//", "wss://example/chat/v1/connect"],
    ["ws://localhost:8006/v1/connect", "ws://localhost:8006/v1/connect"],
    ["wss://chat.example/v1/connect/", "wss://chat.example/v1/connect"],
  ])("%s leads to %s", async (url, door) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    class Knock extends WebSocket {
      constructor(address: string) {
        super(peer.url);
        resolve(address);
      }
    }
    meeting.client({ url, WebSocket: Knock }).connect();

    expect(await promise).toBe(door);
  });

  test.each(["chat.example", "ftp://chat.example", "http://", "https:///chat"])("%p is none", (url) => {
    expect(() => createChatClient({ url })).toThrow(TypeError);
  });
});

describe("a connection", () => {
  test("says hello first, with the token, and asks for the inbox", async () => {
    const client = await meeting.online();
    await peer.until(() => peer.frames("resume").length === 1);

    expect(peer.heard[0]).toMatchObject({ type: "hello", payload: { token: "ana" } });
    expect(peer.frames("resume")).toEqual([{ cursors: { "inbox:ana": null } }]);
    expect(client.me.get()).toEqual({ id: "ana", name: "ana" });
    expect(client.serverNow()).toBe(5_000_000);
  });

  test("asks the token function again when the token expired", async () => {
    const tokens = ["old", "new"];
    const client = await meeting.online({ getToken: () => tokens.shift() ?? "none" });
    peer.hangUp(CLOSE.tokenExpired);
    await meeting.comeBack(client);

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
    const client = await meeting.online({ getToken: () => `token ${++tokens}` });
    expect(peer.frames("refresh_token")).toEqual([]);

    clock.advance(10_000);
    await peer.until(() => peer.frames("refresh_token").length === 1);
    expect(peer.frames("refresh_token")).toEqual([{ token: "token 2" }]);
    expect(peer.frames("hello")).toEqual([{ token: "token 1" }]);
    await until(client.me, (me) => me?.only?.length === 0);
  });

  test("does not ask with the token that it has already, over and over until its end", async () => {
    peer.instead = ({ type }) => {
      const user = { id: "ana", name: "Ana" };
      const reply = { user, now: clock.now(), expiresAt: clock.now() + 20_000, limits: peer.limits };
      return type === "hello" || type === "refresh_token" ? { ok: reply } : undefined;
    };
    const client = await meeting.online({ getToken: () => "the only one" });
    clock.advance(10_000);
    // An answer to something else shows that it would have been there by now.
    await client.listRooms({});

    expect(peer.frames("refresh_token")).toEqual([]);
  });

  test("does not ask again with a token that it has renewed with", async () => {
    const tokens = ["first"];
    peer.instead = ({ type }) => {
      const user = { id: "ana", name: "Ana" };
      const reply = { user, now: clock.now(), expiresAt: clock.now() + 20_000, limits: peer.limits };
      return type === "hello" || type === "refresh_token" ? { ok: reply } : undefined;
    };
    const client = await meeting.online({ getToken: () => tokens.shift() ?? "second" });
    for (const asked of [1, 1]) {
      clock.advance(10_000);
      await peer.until(() => peer.frames("refresh_token").length === asked);
      await client.listRooms({});
    }

    expect(peer.frames("refresh_token")).toEqual([{ token: "second" }]);
  });

  test("stays away when it was signed out", async () => {
    const client = await meeting.online();
    peer.hangUp(CLOSE.signedOut);
    await state(client, "stopped");
    clock.advance(600_000);

    expect(client.connection.get()).toEqual({ name: "stopped", reason: CLOSE.signedOut });
    expect(peer.frames("hello").length).toBe(1);
  });

  test("stops at a token that is refused, and comes back when the server only had trouble", async () => {
    peer.instead = ({ type }) => (type === "hello" ? { no: refusal("server_error", "Trouble.", 5_000) } : undefined);
    const client = meeting.client();
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
    const first = await meeting.online(guest);
    await peer.until(() => peer.frames("resume").length === 1);
    first.disconnect();
    const second = await meeting.online(guest);
    second.disconnect();
    peer.instead = ({ type, payload }) =>
      type === "hello" && "token" in (payload as object) ? { no: refusal("bad_token", "Long ago.") } : undefined;
    const third = meeting.client(guest);
    third.connect();
    await meeting.comeBack(third);

    const token = "guest-Ana";
    expect(peer.frames("hello")).toEqual([
      { guest: { name: "Ana" } },
      { token },
      { token },
      { guest: { name: "Ana" } },
    ]);
  });

  test("says something when idle, and notices a server that went silent", async () => {
    const client = await meeting.online();
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
    const client = await meeting.online({ random: () => 0.9 });
    peer.cut();
    await state(client, "waiting");
    clock.sleep(3_600_000);
    clock.advance(0);

    await state(client, "online");
  });

  test("does not wait for an attempt that comes to nothing once there may be a network again", async () => {
    const { promise: knocked, resolve: knock } = Promise.withResolvers<void>();
    // Takes the call and never says a word, as a network that is going away.
    const silence = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { open: () => knock(), data() {} } });
    let url = peer.url;
    const client = await meeting.online({
      WebSocket: class extends WebSocket {
        constructor() {
          super(url);
        }
      },
    });
    url = `ws://127.0.0.1:${silence.port}`;
    peer.cut();
    await state(client, "waiting");
    client.reconnect();
    await knocked;
    url = peer.url;
    client.reconnect();

    // No time has passed.
    await state(client, "online");
    silence.stop(true);
  });

  test("does not believe a socket that was open before the machine slept", async () => {
    const client = await meeting.online();
    peer.instead = () => "silence";
    clock.sleep(3_600_000);
    clock.advance(4_999);
    expect(client.connection.get().name).toBe("online");
    clock.advance(1);

    expect(client.connection.get().name).toBe("waiting");
  });

  test("is not disturbed by frames that are none, or of a newer server", async () => {
    const client = await meeting.online();
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
    const client = meeting.client();
    const asked = client.listRooms({ of: "listed" });
    client.connect();

    expect(await asked).toEqual({ rooms: [] });
  });

  test("silence is not failure: it is asked again, with the same words", async () => {
    const client = await meeting.online();
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
    await meeting.comeBack(client);

    expect(await created).toEqual({ room: "new" });
    expect(new Set(peer.frames("create_room").map(({ key }) => key)).size).toBe(1);
  });

  test("a refusal is told with its code, a disconnect with nothing known", async () => {
    const client = await meeting.online();
    const refused = await failureOf(client.joinRoom("nowhere"));
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: "unknown_command", retry: "never" });

    peer.instead = ({ type }) => (type === "join_room" ? "silence" : undefined);
    const asked = failureOf(client.joinRoom("general"));
    client.disconnect();
    expect(await asked).toBeInstanceOf(Unanswered);
  });
});
