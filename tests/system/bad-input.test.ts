import { beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { BOUNDS, CLOSE } from "@parlor/protocol";
import { Chatter, newKey } from "../support/chatter.ts";
import { FileServer } from "../support/file-server.ts";
import { logOf } from "../support/log-of.ts";
import { BINARY, rawSocket, TEXT } from "../support/raw-socket.ts";
import { SECRET } from "../support/server.ts";
import { inSeconds, sign, tokenOf } from "../support/tokens.ts";

setDefaultTimeout(60_000);

const server = FileServer.forThisFile();
let bystander: Chatter;
/** Connected before all else, so that their ten seconds pass while the other tests run. */
let silent: Chatter;
let talkative: Chatter;

beforeAll(async () => {
  silent = await connect();
  talkative = await connect();
  bystander = await Chatter.as(server.door, "bystander");
  await bystander.ask("create_room", { key: newKey(), room: "quiet", kind: "community" });
  await bystander.ask("create_room", { key: newKey(), room: "private", kind: "group" });
  await bystander.ask("send_message", { room: "private", key: newKey(), text: "a secret of the private room" });
  await bystander.ask("open_room", { room: "quiet" });
  await bystander.ask("open_room", { room: "private" });
  // Their own arrival, and that they know what they said, is told a moment later, and is not a disturbance.
  await bystander.until(() => bystander.signals("presence").length === 2);
  await bystander.until(() => bystander.events("inbox:bystander").some(({ type }) => type === "read_marked"));
});

const connect = () => Chatter.connect(server.door);
const mallory = () => Chatter.as(server.door, "mallory");

/** What happens inside is heard by nobody else, changes nothing that is stored, and fails nothing on the server. */
async function unnoticed(happens: () => Promise<void>): Promise<void> {
  const facts = async () => ({
    quiet: await logOf(server.door, "quiet"),
    private: await logOf(server.door, "private"),
    heard: bystander.frames.filter(({ type }) => type !== "reply").length,
    errors: server.log().match(/"level":"error"/g)?.length ?? 0,
  });
  const before = await facts();
  await happens();
  await bystander.settled();
  expect(await facts()).toEqual(before);
}

async function endsWith(code: number, says: (chatter: Chatter) => void): Promise<void> {
  await unnoticed(async () => {
    const chatter = await mallory();
    says(chatter);
    const { code: heard, reason } = await chatter.closed;
    expect(heard).toBe(code);
    expect(reason).not.toBe("");
  });
}

describe("frames", () => {
  test.each([
    ["nothing", ""],
    ["no JSON", "hello?"],
    ["half a frame", '{"type":"typing","payload":{"room":"qu'],
    ["a number", "7"],
    ["null", "null"],
    ["a list", '[{"type":"typing"}]'],
    ["no type", '{"id":1,"payload":{}}'],
    ["a type that is no text", '{"type":7}'],
    ["an endless type", JSON.stringify({ type: "x".repeat(65) })],
    ["an id that is no id", '{"type":"typing","id":{"a":1},"payload":{"room":"quiet"}}'],
    ["a hundred thousand lists in each other", "[".repeat(100_000) + "]".repeat(100_000)],
    ["a hundred thousand lists that never end", "[".repeat(200_000)],
    ["a hundred thousand objects that never end", '{"a":'.repeat(50_000)],
  ])("[TRUST-1] %s is refused as no frame, and the connection stays", async (_what, frame) => {
    await unnoticed(async () => {
      const chatter = await mallory();
      expect(await chatter.refusalOf(frame)).toMatchObject({ code: "bad_frame", retry: "never" });
      await chatter.settled();
      await chatter.leave();
    });
  });

  test.each(["shout", "__proto__", "constructor", "toString", "hasOwnProperty", "SEND_MESSAGE", " typing"])(
    "[TRUST-2] %s is no command",
    async (type) => {
      await unnoticed(async () => {
        const chatter = await mallory();
        const refusal = await chatter.refusalOf(JSON.stringify({ type, id: 1, payload: { room: "quiet" } }));
        expect(refusal).toMatchObject({ code: "unknown_command", retry: "never" });
        expect(refusal.message).toContain(type);
        await chatter.settled();
        await chatter.leave();
      });
    },
  );

  const send = { room: "quiet", key: "k", text: "hi" };
  const deep = `${"[".repeat(60_000)}${"]".repeat(60_000)}`;
  test.each([
    ["a missing field", { room: "quiet", key: "k" }, "text"],
    ["a field of another type", { ...send, text: 7 }, "text"],
    ["a field that nobody knows", { ...send, admin: true }, "admin"],
    ["an empty id", { ...send, room: "" }, "room"],
    ["an endless id", { ...send, room: "r".repeat(129) }, "room"],
    ["a control character in an id", { ...send, room: "a\u0000b" }, "room"],
    ["half a character in a key", { ...send, key: "\ud83d" }, "key"],
    ["a NUL in a text", { ...send, text: "a\u0000b" }, "text"],
    ["a text above the bound", { ...send, text: "x".repeat(BOUNDS.textChars + 1) }, "text"],
    ["too many mentions", { ...send, mentions: Array.from({ length: 21 }, (_, index) => `u${index}`) }, "mentions"],
    ["a mention that is no id", { ...send, mentions: ["ben", 7] }, "mentions.1"],
    ["a seq before the first", { ...send, replyTo: -1 }, "replyTo"],
    ["half a seq", { ...send, replyTo: 1.5 }, "replyTo"],
    ["no payload", undefined, "payload"],
    ["a payload that is a list", [], "payload"],
    ["a payload that is text", "quiet", "payload"],
  ])("[TRUST-3] %s is refused and named", async (_what, payload, name) => {
    await unnoticed(async () => {
      const chatter = await mallory();
      const refusal = await chatter.refusalOf(JSON.stringify({ type: "send_message", id: 1, payload }));
      expect(refusal).toMatchObject({ code: "bad_payload", retry: "never" });
      expect(refusal.message).toContain(name);
      await chatter.leave();
    });
  });

  test("[TRUST-3] a payload that is too deep is refused, and the connection stays", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      for (const payload of [deep, `{"room":${deep}}`, `{"cursors":${deep}}`]) {
        for (const type of ["send_message", "resume", "hello"]) {
          const { code } = await chatter.refusalOf(`{"type":"${type}","id":1,"payload":${payload}}`);
          expect(["bad_payload", "bad_frame"]).toContain(code);
        }
      }
      await chatter.settled();
      await chatter.leave();
    });
  });

  const frameOf = (bytes: number, letter = "x"): string => {
    const around = '{"type":"shout","payload":""}'.length;
    return `{"type":"shout","payload":"${letter.repeat((bytes - around) / Buffer.byteLength(letter))}"}`;
  };

  test("[BOUND-1] a frame as large as allowed is read, one above it closes the connection", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      expect((await chatter.refusalOf(frameOf(BOUNDS.frameBytes))).code).toBe("unknown_command");
      await chatter.leave();
    });
    await endsWith(CLOSE.tooLarge, (chatter) => chatter.raw(frameOf(BOUNDS.frameBytes + 1)));
  });

  test("[BOUND-1] a frame is measured in bytes, not in characters", async () => {
    await endsWith(CLOSE.tooLarge, (chatter) => chatter.raw(frameOf(BOUNDS.frameBytes + 300, "한")));
  });

  test("[BOUND-1] a frame far above the bound ends the connection too", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      chatter.raw(frameOf(BOUNDS.frameBytes * 20));
      expect([CLOSE.tooLarge, 1006, 1009]).toContain((await chatter.closed).code);
    });
  });

  test("[TRUST-4] a binary frame closes the connection", async () => {
    await endsWith(CLOSE.badFrame, (chatter) => chatter.raw(new TextEncoder().encode('{"type":"typing"}')));
    await unnoticed(async () => {
      const socket = await rawSocket(server.door);
      socket.send(BINARY, new Uint8Array([0xff, 0x00]));
      expect(await socket.closed).toBe(CLOSE.badFrame);
    });
  });

  test.each([
    ["a lone continuation byte", [0x80]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["half a character", [0xf0, 0x9f]],
  ])("[TRUST-8] text that is not UTF-8 (%s) ends its own connection only", async (_what, bytes) => {
    await unnoticed(async () => {
      const socket = await rawSocket(server.door);
      socket.send(TEXT, new Uint8Array([0x22, ...bytes, 0x22]));
      expect([1006, 1007]).toContain(await socket.closed);
    });
  });

  test("[TRUST-8] bytes that are no WebSocket frame end their own connection only", async () => {
    await unnoticed(async () => {
      const socket = await rawSocket(server.door);
      socket.write(new Uint8Array(Array.from({ length: 200 }, (_, index) => 255 - index)));
      await socket.closed;
    });
  });
});

describe("hello", () => {
  test("[TRUST-5] everything before hello is refused", async () => {
    await unnoticed(async () => {
      const chatter = await connect();
      expect(await chatter.refused("open_room", { room: "quiet" })).toMatchObject({ code: "hello_first" });
      expect(await chatter.refused("refresh_token", { token: tokenOf("ana") })).toMatchObject({ code: "hello_first" });
      expect(await chatter.refused("resume", { cursors: {} })).toMatchObject({ code: "hello_first" });
      await chatter.ask("hello", { token: tokenOf("ana") });
      await chatter.leave();
    });
  });

  test("[TRUST-5] a second hello is refused, and changes nothing about who one is", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      expect(await chatter.refused("hello", { token: tokenOf("bystander") })).toMatchObject({ code: "hello_twice" });
      expect(await chatter.refused("open_room", { room: "private" })).toMatchObject({ code: "not_a_member" });
      await chatter.leave();
    });
  });

  test("[TRUST-5] of two hellos at once the first counts", async () => {
    const chatter = await connect();
    const [first, second] = await Promise.allSettled([
      chatter.ask("hello", { token: tokenOf("ana") }),
      chatter.ask("hello", { token: tokenOf("ben") }),
    ]);
    expect(first).toMatchObject({ status: "fulfilled", value: { user: { id: "ana" } } });
    expect(second).toMatchObject({ status: "rejected", reason: { refusal: { code: "hello_twice" } } });
    await chatter.leave();
  });

  const claims = { sub: "bystander", exp: inSeconds(600) };
  const [head, body, signature] = sign(claims).split(".");
  test.each([
    ["no token at all", "x"],
    ["an empty signature", `${head}.${body}.`],
    ["a forged signature", sign(claims, "another secret, also long enough")],
    ["another body under a good signature", `${head}.${sign({ ...claims, sub: "root" }).split(".")[1]}.${signature}`],
    ["alg none", sign(claims, SECRET, { alg: "none" }).replace(/[^.]*$/, "")],
    ["alg none, signed", sign(claims, SECRET, { alg: "none" })],
    ["alg None", sign(claims, SECRET, { alg: "None" })],
    ["another algorithm", sign(claims, SECRET, { alg: "HS512" })],
    ["an algorithm of public keys", sign(claims, SECRET, { alg: "RS256" })],
    ["a key that it brings itself", sign(claims, "x".repeat(32), { alg: "HS256", jwk: { kty: "oct", k: "eHh4" } })],
    ["a critical header", sign(claims, SECRET, { alg: "HS256", crit: ["x"], x: 1 })],
    ["no end", sign({ sub: "bystander" })],
    ["no name", sign({ exp: inSeconds(600) })],
    ["a name that is reserved", sign({ ...claims, sub: "system" })],
    ["a name that is no text", sign({ ...claims, sub: 7 })],
    ["a control character in its name", sign({ ...claims, sub: "a\nb" })],
    ["a beginning that lies ahead", sign({ ...claims, nbf: inSeconds(300) })],
    ["Parlor's own name as its issuer", sign({ ...claims, iss: "parlor" })],
    ["an end that is no number", sign({ ...claims, exp: "never" })],
  ])("[TRUST-6] a token with %s is refused", async (_what, token) => {
    await unnoticed(async () => {
      const chatter = await connect();
      expect(await chatter.refused("hello", { token })).toMatchObject({ code: "bad_token", retry: "never" });
      expect(await chatter.refused("open_room", { room: "private" })).toMatchObject({ code: "hello_first" });
      await chatter.leave();
    });
  });

  test("[TRUST-6] a token that has run out is refused as such", async () => {
    await unnoticed(async () => {
      const chatter = await connect();
      const token = sign({ ...claims, exp: inSeconds(-60) });
      expect(await chatter.refused("hello", { token })).toMatchObject({ code: "token_expired", retry: "never" });
      await chatter.leave();
    });
  });

  test("guests are not let in where a host app signs tokens", async () => {
    const chatter = await connect();
    expect(await chatter.refused("hello", { guest: { name: "Ana" } })).toMatchObject({ code: "guests_off" });
    expect(await chatter.refused("hello", {})).toMatchObject({ code: "not_signed_in" });
    await chatter.leave();
  });

  test("[TRUST-7] a token that runs out closes its connection, unless a newer one of the same person came", async () => {
    const short = () => tokenOf("ana", { exp: inSeconds(2) });
    const late = await Chatter.hello(server.door, short());
    const refreshed = await Chatter.hello(server.door, short());
    const stranger = await Chatter.hello(server.door, short());
    expect(await stranger.refused("refresh_token", { token: tokenOf("ben") })).toMatchObject({ code: "bad_token" });
    await refreshed.ask("refresh_token", { token: tokenOf("ana") });

    expect((await late.closed).code).toBe(CLOSE.tokenExpired);
    expect((await stranger.closed).code).toBe(CLOSE.tokenExpired);
    await refreshed.settled();
    await refreshed.leave();
  });
});

describe("asking for what is not one's own", () => {
  test("[ONCE-2] a key used again for something else is refused, and nothing is stored", async () => {
    const ana = await Chatter.as(server.door, "ana");
    await ana.ask("create_room", { key: "the room", room: "keys", kind: "community" });
    const first = await ana.ask("send_message", { room: "keys", key: "k", text: "one" });
    const log = await logOf(server.door, "keys");

    for (const [type, payload] of [
      ["send_message", { room: "keys", key: "k", text: "two" }],
      ["send_message", { room: "keys", key: "k", text: "one", replyTo: 1 }],
      ["edit_message", { room: "keys", key: "k", seq: first.seq, text: "one" }],
      ["delete_message", { room: "keys", key: "k", seq: first.seq }],
      ["close_room", { room: "keys", key: "k" }],
      ["create_room", { room: "keys 2", key: "the room", kind: "community" }],
    ] as const) {
      expect(await ana.refused(type, payload)).toMatchObject({ code: "key_reused", retry: "never" });
    }
    expect(await ana.ask("send_message", { room: "keys", key: "k", text: "one" })).toEqual(first);
    expect(await logOf(server.door, "keys")).toEqual(log);
    await ana.leave();
  });

  test("[BOUND-3] ten thousand rooms in one resume are refused, in as many frames as it takes they are answered", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      const streams = Array.from({ length: 10_000 }, (_, index) => `room:none-${index}`);
      const cursors = (some: readonly string[]) => Object.fromEntries(some.map((stream) => [stream, null]));
      const refusal = await chatter.refused("resume", { cursors: cursors(streams) });
      expect(refusal).toMatchObject({ code: "bad_payload" });
      expect(refusal.message).toContain(String(BOUNDS.resumeCursors));

      for (let from = 0; from < streams.length; from += BOUNDS.resumeCursors) {
        const some = streams.slice(from, from + BOUNDS.resumeCursors);
        expect(await chatter.ask("resume", { cursors: cursors(some) })).toEqual({ streams: some.length });
      }
      const answers = chatter.frames.flatMap((frame) => (frame.type === "resumed" ? frame.payload.streams : []));
      expect(answers.length).toBe(10_000);
      expect(answers.every((answer) => answer.status === "refused" && answer.code === "no_such_room")).toBe(true);
      await chatter.leave();
    });
  });

  test("[BOUND-5] a flood of frames is refused, and closed when it goes on", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      const frame = JSON.stringify({ type: "set_status", payload: { status: "online" } });
      for (let count = 0; count < 20_000; count++) chatter.raw(frame);
      expect((await chatter.closed).code).toBe(CLOSE.tooManyFrames);
      const refusals = chatter.frames.flatMap((one) => (one.type === "refusal" ? one.payload : []));
      expect(refusals.length).toBeGreaterThan(10);
      expect(refusals.every(({ code, retryAfterMs }) => code === "too_fast" && retryAfterMs! > 0)).toBe(true);
    });
  });

  test("[BOUND-5] a flood that its sender spreads over time is closed too", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      const frame = JSON.stringify({ type: "set_status", id: 1, payload: { status: "online" } });
      const ended = chatter.closed.then(({ code }) => code);
      // Waits for the answers each time, so that the server has every chance to call it fine again.
      let code: number | undefined;
      for (let round = 0; code === undefined && round < 400; round++) {
        const from = chatter.frames.length;
        for (let count = 0; count < 50; count++) chatter.raw(frame);
        code = (await Promise.race([
          chatter.until(() => chatter.frames.length >= from + 50).catch(() => ended),
          ended,
        ])) as number | undefined;
      }
      expect(code).toBe(CLOSE.tooManyFrames);
    });
  });
});

describe("names that mean something to JavaScript", () => {
  const NAMES = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"];

  test.each(NAMES)("[TRUST-9] %s is a room, a person, a key and a mention like any other", async (name) => {
    const chatter = await Chatter.as(server.door, name);
    await chatter.ask("create_room", { key: name, room: name, kind: "community", members: ["constructor", "ana"] });
    await chatter.ask("open_room", { room: name });
    const sent = await chatter.ask("send_message", { room: name, key: `${name} 2`, text: name, mentions: NAMES });
    await chatter.ask("react", { room: name, key: `${name} 3`, seq: sent.seq, emoji: "👍" });
    await chatter.ask("mark_read", { room: name, seq: sent.seq });

    const again = await Chatter.as(server.door, name);
    await again.ask("resume", { cursors: { [`room:${name}`]: null, [`inbox:${name}`]: null } });
    const { payload } = await again.find("resumed");
    expect(payload.streams.map(({ stream, status }) => [stream, status])).toEqual([
      [`room:${name}`, "newest"],
      [`inbox:${name}`, "newest"],
    ]);
    const { rooms } = await again.ask("list_rooms", {});
    expect(rooms.find(({ room }) => room === name)).toMatchObject({
      room: name,
      messageCount: 1,
      memberCount: name === "constructor" ? 2 : 3,
    });
    await Promise.all([chatter.leave(), again.leave()]);
  });

  test.each(NAMES)("[TRUST-9] there is no kind and no role called %s", async (name) => {
    await unnoticed(async () => {
      const chatter = await mallory();
      expect((await chatter.refused("create_room", { key: newKey(), kind: name })).code).toBe("no_such_kind");
      const { room } = await chatter.ask("create_room", { key: newKey(), kind: "group" });
      expect((await chatter.refused("set_member", { key: newKey(), room, user: "ana", role: name })).code).toBe(
        "bad_payload",
      );
      await chatter.leave();
    });
  });

  test("[TRUST-9] a role that a token makes up gives no rights", async () => {
    await unnoticed(async () => {
      const claims = { rooms: { private: { role: "constructor" } } };
      const chatter = await Chatter.as(server.door, "visitor", claims);
      await chatter.ask("get_room", { room: "private" });
      const { code } = await chatter.refused("send_message", { room: "private", key: newKey(), text: "hi" });
      expect(code).toBe("not_a_member");
      await chatter.leave();
    });
    const open = { rooms: { quiet: { role: "constructor" } } };
    const chatter = await Chatter.as(server.door, "visitor", open);
    const { code } = await chatter.refused("join_room", { room: "quiet", key: newKey() });
    expect(code).toBe("not_allowed");
    await chatter.leave();
  });

  test("[TRUST-9] fields with such names are unknown fields", async () => {
    await unnoticed(async () => {
      const chatter = await mallory();
      for (const field of ['"__proto__":{"server":true}', '"constructor":{"prototype":{"server":true}}']) {
        const { code } = await chatter.refusalOf(`{"type":"typing","id":1,"payload":{"room":"quiet",${field}}}`);
        expect(code).toBe("bad_payload");
      }
      chatter.raw('{"type":"set_status","id":"fine","__proto__":{"server":true},"payload":{"status":"online"}}');
      await chatter.find("reply", ({ id }) => id === "fine");
      expect(await chatter.refused("open_room", { room: "private" })).toMatchObject({ code: "not_a_member" });
      await chatter.leave();
    });
  });
});

test("[BOUND-6] who says no hello is closed, also one who says other things or whose hello is refused", async () => {
  expect(await talkative.refused("open_room", { room: "quiet" })).toMatchObject({ code: "hello_first" });
  expect(await talkative.refused("hello", { token: "x" })).toMatchObject({ code: "bad_token" });
  const polite = await mallory();

  for (const chatter of [silent, talkative]) {
    const { code, reason } = await chatter.closed;
    expect({ code, reason }).toEqual({ code: CLOSE.helloLate, reason: "Say hello within ten seconds." });
  }
  await polite.settled();
  await polite.leave();
});
