import { CLOSE } from "@parlor/protocol";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { Origins } from "../identity/origins.ts";
import { parlorInFolder, type ParlorInFolder, signedToken } from "../testing/parlor-in-folder.ts";
import { NATIVE_PATH, nativeDoor, type NativeSocketData, SOCKET_BOUNDS, upgradeNative } from "./native-door.ts";

let parlor: ParlorInFolder;
let server: Bun.Server<NativeSocketData>;
const ORIGINS = { allowed: ["https://app.example.com"], publicUrl: undefined };
const EVIL = "https://evil.example";

beforeAll(async () => {
  parlor = await parlorInFolder();
  const origins = new Origins({ ...ORIGINS, onLoopback: false });
  server = Bun.serve<NativeSocketData>({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request, bun) => upgradeNative(request, bun, origins),
    websocket: { ...SOCKET_BOUNDS, ...nativeDoor(parlor.parlor.household) },
  });
  parlor.parlor.hub.attach(server);
});
afterAll(async () => {
  await server.stop(true);
  await parlor.close();
});

const signUp = async (username: string): Promise<string> => {
  const body = JSON.stringify({ username, password: "correct horse" });
  const response = await parlor.fetch("/v1/accounts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  return response.headers.get("set-cookie")?.split(";")[0] ?? "none";
};

type Answer = { type: string; payload: { user?: { name: string }; code?: string } };

/** A socket that says hello, and its first answer. */
async function hello(headers: Record<string, string>, payload: object = {}) {
  const address = new URL(NATIVE_PATH, server.url).href.replace("http", "ws");
  // Bun's own second argument; the types are those of browsers, which cannot set headers.
  const socket = new WebSocket(address, { headers } as unknown as string[]);
  const closed = new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  const answered = new Promise<Answer>((resolve) =>
    socket.addEventListener("message", ({ data }) => resolve(JSON.parse(String(data)) as Answer)),
  );
  socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "hello", id: 1, payload })));
  return { answer: await answered, closed, close: () => socket.close() };
}

test("a cookie speaks for its account on our own page, and on the pages that are allowed", async () => {
  const cookie = await signUp("ana");
  for (const origin of [server.url.origin, "https://app.example.com"]) {
    const { answer, close } = await hello({ cookie, origin });
    expect(answer).toMatchObject({ type: "reply", payload: { user: { name: "ana" } } });
    close();
  }
});

test("another site's page does not get in with its visitor's cookie", async () => {
  const cookie = await signUp("ben");
  const upgrade = async (headers: Record<string, string>) =>
    (await fetch(new URL(NATIVE_PATH, server.url), { headers })).status;
  expect(await upgrade({ cookie, origin: EVIL })).toBe(403);
  expect(await upgrade({ cookie, origin: "null" })).toBe(403);
  // Refused for the origin alone: without one, the same request is only no WebSocket.
  expect(await upgrade({ cookie })).toBe(426);
});

test("a token comes from any page: no browser sends it by itself", async () => {
  const { answer, close } = await hello({ origin: EVIL }, { token: await signedToken("carla", { name: "Carla" }) });
  expect(answer).toMatchObject({ type: "reply", payload: { user: { name: "Carla" } } });
  close();
});

test("signing out hangs up on whoever is connected with that session, and on nobody else", async () => {
  const cookie = await signUp("dora");
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ username: "dora", password: "correct horse" });
  const again = await parlor.fetch("/v1/session", { method: "POST", headers, body });
  const here = await hello({ cookie });
  const there = await hello({ cookie: again.headers.get("set-cookie")?.split(";")[0] ?? "" });

  await parlor.fetch("/v1/session", { method: "DELETE", headers: { cookie, origin: "http://parlor.test" } });
  expect(await here.closed).toBe(CLOSE.signedOut);
  expect((await hello({ cookie })).answer).toMatchObject({ type: "refusal", payload: { code: "not_signed_in" } });
  expect(await Promise.race([there.closed, Promise.resolve("open")])).toBe("open");
  there.close();
});
