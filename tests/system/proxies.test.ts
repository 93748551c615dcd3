import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../support/chatter.ts";
import { freePort } from "../support/child.ts";
import { FieldClient } from "../support/field-client.ts";
import { OwnFleet } from "../support/fleet.ts";
import { logOf } from "../support/log-of.ts";
import { metricOf } from "../support/metrics.ts";
import { OwnProxy, proxyProgram, type ProxyName } from "../support/proxy.ts";
import { SdkUser } from "../support/sdk-user.ts";
import type { Server } from "../support/server.ts";
import { serverToken, tokenOf } from "../support/tokens.ts";

setDefaultTimeout(30_000);

const PORTS = [freePort(), freePort()] as const;
const ENV = { BEHIND_PROXY: "on", STICKY_SESSIONS: "on" };
const ROOMS: Record<ProxyName, string> = { nginx: "behind-nginx", haproxy: "behind-haproxy" };
let fleet: OwnFleet;
let servers: Server[];

beforeAll(async () => {
  fleet = await OwnFleet.start();
  servers = await Promise.all(PORTS.map((port) => fleet.server({ ...ENV, PORT: String(port) })));
  const backEnd = await Chatter.hello(servers[0]!.door, serverToken());
  for (const room of Object.values(ROOMS)) await backEnd.ask("create_room", { key: newKey(), room, kind: "community" });
  await backEnd.leave();
}, 60_000);
afterAll(() => fleet[Symbol.asyncDispose](), 60_000);

test("several servers refuse long polling until the operator says that it always reaches the same one", async () => {
  const server = await fleet.server();
  const refused = await fetch(`${server.url}socket.io/?EIO=4&transport=polling`);
  expect(refused.status).toBe(400);
  expect(((await refused.json()) as { message: string }).message).toContain('transports: ["websocket"]');
  const auth = { token: tokenOf("1", { name: "Ana" }), dialect: "fitness" };
  expect(await FieldClient.refused(server.url, { auth, transports: ["polling"] })).toContain("poll error");
  const client = await FieldClient.connect(server.url, { auth });
  expect(client.transport).toBe("websocket");
  client.close();
  await fleet.stop(server);
});

test("[TRUST-8] whoever asks without a host, as old health checks do, is answered, and sees nothing of our source", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  let heard = "";
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port: PORTS[0],
    socket: {
      data: (_, bytes) => void (heard += bytes.toString()),
      close: () => resolve(heard),
    },
  });
  socket.write("GET /health HTTP/1.0\r\n\r\n");
  expect(await promise).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\{"status":"healthy"\}$/);
});

for (const name of ["nginx", "haproxy"] as const) {
  const isThere = proxyProgram(name) !== undefined;
  if (!isThere) console.log(`${name} is not installed: what lies in deploy/ for it is not tested.`);

  describe.skipIf(!isThere)(`behind ${name} with the file of deploy/`, () => {
    const room = ROOMS[name];
    let proxy: OwnProxy;
    beforeAll(async () => {
      proxy = await OwnProxy.start(name, PORTS);
    });
    afterAll(() => proxy[Symbol.asyncDispose]());

    const connected = (server: Server) => metricOf(server, "parlor_connections");
    const comeIn = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, which) => Chatter.as(proxy.door, `person-${which}`)));
    const leave = (people: readonly Chatter[]) => Promise.all(people.map((person) => person.leave()));

    test("everybody finds the server that came back, also when the other one goes", async () => {
      await fleet.stop(servers[0]!);
      const here = await comeIn(4);
      servers[0] = await fleet.server({ ...ENV, PORT: String(PORTS[0]) });
      while ((await connected(servers[0])) === 0) here.push(...(await comeIn(1)));

      await fleet.stop(servers[1]!);
      here.push(...(await comeIn(8)));
      expect(await connected(servers[0])).toBeGreaterThanOrEqual(8);
      servers[1] = await fleet.server({ ...ENV, PORT: String(PORTS[1]) });
      await leave(here);
    });

    test("Socket.IO works over long polling, over a WebSocket, and from one to the other", async () => {
      const connect = (id: string, transports: Parameters<typeof FieldClient.connect>[1]) =>
        FieldClient.connect(proxy.url, {
          auth: { token: tokenOf(id, { name: `Person ${id}` }), dialect: "fitness" },
          ...transports,
        });
      const clients = await Promise.all([
        connect("1", { transports: ["polling"] }),
        connect("2", { transports: ["websocket"] }),
        connect("3", { transports: ["polling", "websocket"] }),
      ]);
      expect(clients.map(({ transport }) => transport)).toEqual(["polling", "websocket", "websocket"]);
      for (const client of clients) {
        client.say("join_room", { room });
        await client.next("room_joined");
      }
      for (const [index, client] of clients.entries()) {
        client.say("send_message", { room, message: `hello ${index}` });
        for (const other of clients)
          await other.next<{ message: string }>("new_message", ({ message }) => message === `hello ${index}`);
      }
      for (const client of clients) client.close();
    });

    test("the page comes, and figures stay inside", async () => {
      expect((await fetch(`${proxy.url}health`)).status).toBe(200);
      expect((await fetch(`${proxy.url}metrics`)).status).toBe(404);
      expect((await fetch(`${servers[0]!.url}metrics`)).status).toBe(200);
    });

    test("servers are restarted one after another, and nobody behind it loses, doubles or reorders anything", async () => {
      const people = ["ana", "ben", "carla"].map((user) => new SdkUser(user, room, proxy.door));
      let restarted = false;
      const acknowledged = new Map<string, number>();
      const talking = people.map(async (person, who) => {
        for (let count = 0; !restarted || count < 5; count++) {
          const text = `${who} says ${count}`;
          const answer = await person.wish({ type: "send_message", room, key: newKey(), text });
          if (answer.ok) acknowledged.set(text, answer.seq);
          else expect(answer.code).toBe("too_fast");
        }
      });
      for (const [index, server] of servers.entries()) {
        await fleet.stop(server);
        servers[index] = await fleet.server({ ...ENV, PORT: String(PORTS[index]) });
      }
      restarted = true;
      await Promise.all(talking);

      const log = await logOf(servers[0]!.door, room);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      const posted = log.flatMap((event) =>
        event.type === "message_posted" ? [[String(event.data.text), event.seq] as const] : [],
      );
      const said = posted.filter(([text]) => text.includes(" says "));
      expect(acknowledged.size).toBeGreaterThan(10);
      expect(new Map(said)).toEqual(acknowledged);
      expect(said.length).toBe(acknowledged.size);
      const last = posted.at(-1)![1];
      for (const person of people) {
        await person.holds(room, last);
        expect(person.folded(room).messages.map(({ seq }) => seq)).toEqual(posted.map(([, seq]) => seq));
        await person.stop();
      }
    });
  });
}
