import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { type CoachedPage, lobbyPage, pairOfPages } from "../../support/coached-page.ts";
import { FieldClient } from "../../support/field-client.ts";
import { newFolder, removeFolder, type Server, startServer, withServer } from "../../support/server.ts";
import { tokenOf } from "../../support/tokens.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

const PATH = "/woz/socket.io/";
let folder: string;
let server: Server;
let ana: CoachedPage;
let ben: CoachedPage;
let roomId: string;

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
  ({ ana, ben, roomId } = await pairOfPages({ url: server.url }));
});
afterAll(async () => {
  for (const page of [ana, ben]) page.close();
  await server.stop();
  await removeFolder(folder);
});

const JUNK = [
  undefined,
  null,
  "",
  "text",
  7,
  -1,
  1e308,
  true,
  [],
  [null],
  {},
  { room_id: null },
  { room_id: 7 },
  { room_id: "" },
];
const ODD = [
  { room_id: { a: 1 } },
  { room_id: "x".repeat(5_000) },
  { room_id: "<img src=x onerror=alert(1)>" },
  { room_id: "constructor" },
  { room_id: "__proto__" },
  { room_id: "\u0000" },
];

/** Everything that was said before is answered when this is heard. */
async function stillTalks(page: CoachedPage, other: CoachedPage): Promise<void> {
  const text = newKey();
  page.say(text);
  await other.hears(text);
}

describe("[coached Bad input] whatever a payload holds", () => {
  test.each(["join", "server_receive", "typing", "timer", "ctimeout", "leave"])("%s in a room", async (word) => {
    const shown = ana.shown().length;
    for (const payload of [...JUNK, ...ODD]) ben.chat.say(word, payload);
    ben.chat.say(word);
    ben.chat.say(word, {}, {}, () => undefined);
    const own = [
      { room_id: roomId, msg: null },
      { room_id: roomId, msg: 7, length: "5", scenario: "x" },
      { room_id: roomId, msg: "", length: null, scenario: [] },
      { room_id: roomId, msg: {}, length: Number.NaN, scenario: { id: {} } },
      { room_id: roomId, msg: "x".repeat(501), length: 1e308, scenario: { id: "<b>" } },
      { room_id: roomId, msg: "   ", length: -1, scenario: { id: "constructor" } },
    ];
    if (word !== "leave") for (const payload of own) ben.chat.say(word, payload);
    await stillTalks(ben, ana);
    expect(ana.shown()).toHaveLength(shown + 1);
    for (const { message } of ben.chat.payloads<{ message: unknown }>("error")) expect(message).toMatch(/^[A-Zmr].*/);
  });

  test.each(["join_room", "log_out", "join"])("%s in the lobby", async (word) => {
    const cleo = await lobbyPage("client", { url: server.url });
    for (const payload of [...JUNK, ...ODD]) cleo.lobby.say(word, payload);
    cleo.lobby.say("join_room", { user_id: {}, role: [], room_id: "nowhere" });
    await cleo.lobby.next("room-full", (one: { room_id: string }) => one.room_id === "nowhere");
    expect(cleo.lobby.payloads("redirect")).toEqual([]);
    cleo.close();
  });

  test("leave with a checklist that is none, or much too long, is a leave all the same", async () => {
    for (const checklist of [undefined, null, 7, {}, "not JSON", "{}", `["${"x".repeat(50_000)}"]`, [[]]]) {
      const { ana: ann, ben: bob, roomId: room, token } = await pairOfPages({ url: server.url });
      bob.chat.say("leave", { room_id: room, checklist });
      expect(await bob.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby", token });
      ann.close();
      bob.close();
    }
  });
});

test("[coached Bad input] unknown words are passed over, and callbacks that nobody expects are called back", async () => {
  const errors = ben.chat.payloads("error").length;
  ben.chat.say("no_such_word", { room_id: roomId });
  ben.chat.say("__proto__", {});
  ben.chat.say("message", { from: "system", msg: "believe me", room_id: roomId });
  await ben.chat.socket.timeout(5_000).emitWithAck("timer", { time: "00:00:01", room_id: roomId, countdown: 1 });
  await ben.chat.socket.timeout(5_000).emitWithAck("server_receive", { room_id: roomId, msg: "with a callback" });
  await ana.hears("with a callback");
  expect(ben.chat.payloads("error")).toHaveLength(errors);
  expect(ana.shown()).not.toContain("believe me");
});

test("[coached Who] who is nobody may connect, and nothing comes of what they say", async () => {
  const nobodies: Readonly<Record<string, unknown>>[] = [
    {},
    { token: "nonsense" },
    { token: tokenOf("7", { roles: ["moderator"] }) },
    { token: 7 },
  ];
  for (const auth of nobodies) {
    for (const namespace of ["/lobby", "/chat"]) {
      const nobody = await FieldClient.connect(server.url, { path: PATH, namespace, auth });
      for (const word of ["join", "join_room", "leave", "server_receive", "typing", "log_out"]) {
        nobody.say(word, { room_id: roomId, user_id: ben.id, role: "0", msg: "I am nobody", length: 3, scenario: {} });
      }
      await nobody.socket.timeout(5_000).emitWithAck("join", {});
      expect(nobody.heard).toEqual([]);
      nobody.close();
    }
  }
  // She has said less than he, who has nearly said too much at once.
  await stillTalks(ana, ben);
  expect(ana.shown()).not.toContain("I am nobody");
});

test("[coached Who] guests are nobody either", async () => {
  await withServer(
    async ({ url }) => {
      const guest = await FieldClient.connect(url, { path: PATH, namespace: "/lobby" });
      await guest.socket.timeout(5_000).emitWithAck("join_room", { room_id: "x" });
      expect(guest.heard).toEqual([]);
      guest.close();
    },
    { GUESTS: "on" },
  );
});

test("[coached Bad input] a thousand joins in a second: those that are too many are told so, and nothing breaks", async () => {
  const { ana: ann, ben: bob, roomId: room } = await pairOfPages({ url: server.url });
  for (let n = 0; n < 1_000; n++) bob.chat.say("join", { room_id: room, scenario: {} });
  const answers = () => bob.chat.payloads("error").length + bob.chat.payloads("private-room-id").length;
  await bob.chat.until(() => answers() >= 1_000);
  expect(bob.chat.payloads<{ message: string }>("error").at(-1)?.message).toContain("too much");
  ann.say("fine");
  await bob.hears("fine");
  ann.close();
  bob.close();
});

test("[coached Bad input] a polling client that never polls again holds up nobody and is let go", async () => {
  const { ana: ann, ben: bob, roomId: room } = await pairOfPages({ url: server.url });
  const at = (sid = "") => `${server.url}woz/socket.io/?EIO=4&transport=polling${sid && `&sid=${sid}`}`;
  const { sid } = JSON.parse((await (await fetch(at())).text()).slice(1)) as { sid: string };
  const post = async (body: string) => (await fetch(at(sid), { method: "POST", body })).text();
  await post(`40/chat,${JSON.stringify({ token: bob.token })}`);
  await post(`42/chat,${JSON.stringify(["join", { room_id: room, scenario: {} }])}`);
  const native = await Chatter.hello(server.door, tokenOf("backend", { scope: "server" }));
  const inside = (await (async () => {
    const own = await Chatter.hello(server.door, bob.token);
    const { rooms } = await own.ask("list_rooms", { of: "mine" });
    await own.leave();
    return rooms.find(({ closed }) => !closed);
  })())!.room;
  const text = "<".repeat(500);
  for (let n = 0; n < 12; n++) {
    await Promise.all(
      Array.from({ length: 50 }, () => native.ask("send_message", { room: inside, key: newKey(), text })),
    );
  }
  await ann.chat.until(() => ann.shown().length >= 600);
  expect(JSON.parse(await (await fetch(at(sid))).text())).toMatchObject({ message: "Session ID unknown" });
  expect(new Set(ann.shown())).toEqual(new Set(["&lt;".repeat(500)]));
  await native.leave();
  ann.close();
  bob.close();
});

test("a dialect that is switched off is not there", async () => {
  await withServer(
    async ({ url }) => {
      expect((await fetch(`${url}woz/socket.io/?EIO=4&transport=polling`)).status).toBe(404);
      expect((await fetch(`${url}woz/chat/lobby`, { redirect: "manual" })).status).toBe(404);
    },
    { DIALECTS: "fitness, cafe" },
  );
});
