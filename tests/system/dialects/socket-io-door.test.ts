import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { FieldClient } from "../../support/field-client.ts";
import { metricOf } from "../../support/metrics.ts";
import { rawSocket, TEXT } from "../../support/raw-socket.ts";
import { newFolder, removeFolder, type Server, startServer, withServer } from "../../support/server.ts";
import { serverToken, tokenOf } from "../../support/tokens.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

let folder: string;
let server: Server;
let backEnd: Chatter;
const auth = { token: tokenOf("1", { name: "Ana" }), dialect: "fitness" };

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
  backEnd = await Chatter.hello(server.door, serverToken());
  await backEnd.ask("create_room", { key: newKey(), room: "general", kind: "community" });
});
afterAll(async () => {
  await backEnd.leave();
  await server.stop();
  await removeFolder(folder);
});

const at = (query: string) => `${server.url}socket.io/?${query}`;
const post = (sid: string, body: string) => fetch(at(`EIO=4&transport=polling&sid=${sid}`), { method: "POST", body });
const poll = async (sid: string) => (await fetch(at(`EIO=4&transport=polling&sid=${sid}`))).text();

/** A client of long polling by hand, connected to the namespace. */
async function rawPolling(): Promise<string> {
  const open = await (await fetch(at("EIO=4&transport=polling"))).text();
  const { sid } = JSON.parse(open.slice(1)) as { sid: string };
  await post(sid, `40${JSON.stringify(auth)}`);
  const [connected = ""] = (await poll(sid)).split("\u001e");
  expect(connected).toStartWith('40{"sid":');
  return sid;
}

async function stillWorks(): Promise<void> {
  const client = await FieldClient.connect(server.url, { auth });
  client.say("get_rooms");
  await client.next("rooms_list");
  client.close();
}

describe("bad input", () => {
  test.each([
    ["no packet", "x"],
    ["an unknown packet", "9"],
    ["an empty message", "4"],
    ["an unknown Socket.IO packet", "49"],
    ["an event that is no list", '42{"a":1}'],
    ["an event without a name", "42[]"],
    ["an event with a number for a name", "42[7]"],
    ["broken JSON", '42["join_room",{'],
    ["a reserved event", '42["disconnect"]'],
    ["attachments that never come", '451-["send_message",{"_placeholder":true,"num":0}]'],
    ["a placeholder out of range", '451-["x",{"_placeholder":true,"num":99}]\u001ebAAAA'],
    ["a connect to nowhere", "40/nowhere,"],
    ["an acknowledgement of nothing", "43999[]"],
    ["a second connect", "40"],
    ["binary without announcement", "bAAAA"],
    ["many empty packets", "\u001e".repeat(1_000)],
  ])("over long polling: %s", async (_what, body) => {
    const sid = await rawPolling();
    await (await post(sid, body)).text();
    await stillWorks();
  });

  test.each([
    ["no packet", "x"],
    ["broken JSON", '42["join_room",{'],
    ["attachments that never come", '451-["send_message",{"_placeholder":true,"num":0}]'],
    ["bytes", new Uint8Array([1, 2, 3])],
    ["an upgrade of nothing", "5"],
    ["a probe", "2probe"],
  ])("over a WebSocket: %s", async (_what, frame) => {
    const socket = new WebSocket(at("EIO=4&transport=websocket").replace("http", "ws"));
    await new Promise((resolve) => socket.addEventListener("open", resolve));
    socket.send(`40${JSON.stringify(auth)}`);
    socket.send(frame);
    socket.close();
    await stillWorks();
  });

  test("requests that are none of the protocol are refused", async () => {
    const code = async (query: string, init?: RequestInit) =>
      ((await (await fetch(at(query), init)).json()) as { code: number }).code;
    expect(await code("EIO=4&transport=carrier-pigeon")).toBe(0);
    expect(await code("EIO=4&transport=polling&sid=nobody")).toBe(1);
    expect(await code("EIO=4&transport=polling", { method: "POST", body: "1" })).toBe(2);
    expect(await code("EIO=3&transport=polling")).toBe(5);
  });

  test("what is larger than a frame may be is not read", async () => {
    const sid = await rawPolling();
    expect((await post(sid, "4".repeat(300_000))).status).toBe(413);
    await stillWorks();
  });

  test("unknown events are passed over, and callbacks are called back", async () => {
    const client = await FieldClient.connect(server.url, { auth });
    client.say("no_such_event", { x: 1 }, () => undefined);
    client.say("__proto__", {});
    client.say("error", { message: "no" });
    await client.socket.timeout(5_000).emitWithAck("join_room", { room: "general" });
    await client.next("room_joined");
    expect(client.payloads("error")).toEqual([]);
    client.close();
  });

  test("[BOUND-4] a thousand joins in a second: those that are too many are told so, and nothing breaks", async () => {
    const client = await FieldClient.connect(server.url, { auth });
    for (let n = 0; n < 1_000; n++) client.say("join_room", { room: "general" });
    await client.until(() => client.payloads("error").length + client.payloads("room_joined").length >= 1_000);
    expect(client.payloads<{ message: string }>("error").at(-1)?.message).toContain("too much");
    expect(client.payloads("room_joined").length).toBeGreaterThanOrEqual(600);
    client.close();
  });

  test("[BOUND-4] a back end says as much as it has to", async () => {
    const client = await FieldClient.connect(server.url, { auth: { ...auth, token: serverToken() } });
    for (let n = 0; n < 1_000; n++) client.say("get_rooms");
    await client.until(() => client.payloads("error").length + client.payloads("rooms_list").length >= 1_000);
    expect(client.payloads("error")).toEqual([]);
    client.close();
  });
});

test("a polling client that never polls again is let go when too much waits for it", async () => {
  const sid = await rawPolling();
  await post(sid, '42["join_room",{"room":"general"}]');
  const text = "x".repeat(500);
  for (let n = 0; n < 60; n++) {
    await Promise.all(
      Array.from({ length: 50 }, () => backEnd.ask("send_message", { room: "general", key: newKey(), text })),
    );
  }
  expect(JSON.parse(await poll(sid))).toMatchObject({ message: "Session ID unknown" });
});

test("[BOUND-3] a WebSocket that stops reading is closed, and the others miss nothing", async () => {
  const room = "crowded";
  await backEnd.ask("create_room", { key: newKey(), room, kind: "community" });
  const reader = await FieldClient.connect(server.url, { auth });
  reader.say("join_room", { room });
  await reader.next("room_joined");
  const deaf = await rawSocket(at("EIO=4&transport=websocket").replace("http", "ws"));
  const deafAuth = { token: tokenOf("2", { name: "Deaf" }), dialect: "fitness" };
  const letIn = deaf.hears('40{"sid":');
  deaf.send(TEXT, Buffer.from(`40${JSON.stringify(deafAuth)}`));
  await letIn;
  deaf.send(TEXT, Buffer.from(`42["join_room",{"room":"${room}"}]`));
  await reader.next("user_joined");
  deaf.stopReading();

  const connections = () => metricOf(server, "parlor_connections");
  const before = await connections();
  const text = "x".repeat(500);
  let sent = 0;
  while ((await connections()) === before && sent < 50_000) {
    await Promise.all(Array.from({ length: 400 }, () => backEnd.ask("send_message", { room, key: newKey(), text })));
    sent += 400;
  }
  expect(await connections()).toBe(before - 1);
  await reader.until(() => reader.payloads("new_message").length >= sent);
  expect(reader.payloads("new_message")).toHaveLength(sent);
  deaf.end();
  reader.close();
});

test("only clients of the JavaScript library get the offset beside the payload", async () => {
  const firstMessage = async (query: string) => {
    const socket = new WebSocket(at(query).replace("http", "ws"));
    const message = new Promise<unknown[]>((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const text = String(data);
        if (text.startsWith("0")) socket.send(`40${JSON.stringify(auth)}`);
        else if (text.startsWith("40")) socket.send('42["join_room",{"room":"general"}]');
        else if (text.startsWith('42["room_joined"'))
          void backEnd.ask("send_message", { room: "general", key: newKey(), text: "z" });
        else if (text.startsWith('42["new_message"')) resolve(JSON.parse(text.slice(2)) as unknown[]);
      });
    });
    const packet = await message;
    socket.close();
    return packet;
  };
  expect(await firstMessage("transport=websocket&EIO=4")).toHaveLength(2);
  expect(await firstMessage("EIO=4&transport=websocket")).toHaveLength(3);
});

test("a page of another origin may try things on loopback, but not with the cookie of who is signed in", async () => {
  const headers = { origin: "https://evil.example" };
  const answer = await fetch(at("EIO=4&transport=polling"), { headers });
  expect(answer.headers.get("access-control-allow-origin")).toBe("https://evil.example");
  await answer.text();
  const preflight = await fetch(at("EIO=4&transport=polling"), { method: "OPTIONS", headers });
  expect([preflight.status, preflight.headers.get("access-control-allow-credentials")]).toEqual([204, "true"]);
  const withCookie = await fetch(at("EIO=4&transport=polling"), {
    headers: { ...headers, cookie: "parlor_session=x" },
  });
  expect(withCookie.status).toBe(403);
});

test("a dialect that is switched off is not there", async () => {
  await withServer(
    async ({ url }) => expect((await fetch(`${url}socket.io/?EIO=4&transport=polling`)).status).toBe(404),
    { DIALECTS: "none" },
  );
});

test("[fitness] guests come in where they are let in, and come back as the same guest", async () => {
  await withServer(
    async ({ url, door }) => {
      const native = await Chatter.hello(door, serverToken());
      await native.ask("create_room", { key: newKey(), room: "general", kind: "community" });
      const guest = await FieldClient.connect(url, { auth: { username: "Gil" } });
      guest.say("join_room", { room: "general" });
      type People = { participants: { user_id: string; user_name: string }[] };
      const { participants } = await guest.next<People>("room_joined");
      expect(participants).toMatchObject([{ user_name: "Gil" }]);
      guest.socket.io.engine.close();
      await guest.connected(2);
      const back = await guest.next<People>("room_joined");
      expect(back.participants).toEqual(participants);
      guest.close();
      await native.leave();
    },
    { GUESTS: "on" },
  );
});
