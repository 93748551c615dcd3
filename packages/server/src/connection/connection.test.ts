import { afterEach, expect, jest, test } from "bun:test";
import { BOUNDS, CLOSE, refusal, type ServerFrame, type StreamName } from "@parlor/protocol";
import type { Ask } from "../commands/handlers.ts";
import { guestPerson, type Person } from "../identity/person.ts";
import { done, refused } from "../outcome.ts";
import { Connection, type Household, type Socket } from "./connection.ts";

/** A socket that nobody is at the other end of: keeps what it is told. */
class PaperSocket implements Socket {
  readonly frames: ServerFrame[] = [];
  readonly topics = new Set<string>();
  corks = 0;
  buffered = 0;
  closed: { code: number; reason: string } | undefined;

  send(frame: string): number {
    return this.frames.push(JSON.parse(frame) as ServerFrame);
  }
  cork(act: () => void): void {
    this.corks++;
    act();
  }
  close(code: number, reason: string): void {
    this.closed = { code, reason };
  }
  subscribe(topic: string): void {
    this.topics.add(topic);
  }
  unsubscribe(topic: string): void {
    this.topics.delete(topic);
  }
  publish(): number {
    return 1;
  }
  getBufferedAmount(): number {
    return this.buffered;
  }
}

const ana = guestPerson({ id: "ana", name: "Ana" });
const limits = { frameBytes: 1, resumeCursors: 1, historyPage: 1, typingMs: 1, leaseMs: 1 };
const noted: string[] = [];
const connections: Connection[] = [];

function meet(ask: Ask = async () => done({})) {
  const socket = new PaperSocket();
  const household: Household = {
    ask,
    greet: async ({ token }) =>
      token === "no"
        ? refused(refusal("bad_token", "No."))
        : done({ person: ana, reply: { user: ana.user, now: 1, limits } }),
    renew: async (_, person: Person) => done(person),
    entered: ({ user }) => noted.push(`${user.id} entered`),
    left: ({ user }, view) => noted.push(`${user.id} left ${[...view.watched].join()}`),
    stoppedWatching: (_, __, stream) => noted.push(`stopped watching ${stream}`),
    expiries: { add: () => undefined, remove: () => undefined },
    tooMany: () => undefined,
    refused: () => undefined,
    reportBug: (error, { command, user }) => noted.push(`${command} of ${user}: ${String(error)}`),
    now: () => 1,
  };
  const connection = new Connection(socket, household, undefined);
  connections.push(connection);
  const say = (type: string, payload: object = {}, id?: number) =>
    connection.receive(JSON.stringify({ type, id, payload }));
  return { socket, connection, say };
}

afterEach(() => {
  for (const connection of connections.splice(0)) connection.closed();
  noted.length = 0;
  jest.useRealTimers();
});

/** Promises that can go on have gone on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const answers = (socket: PaperSocket) =>
  socket.frames.map((frame) => (frame.type === "refusal" ? frame.payload.code : "id" in frame ? frame.id : frame.type));

test("[TRUST-5] nothing is asked before hello, and a refused hello is none", async () => {
  const asked: string[] = [];
  const { socket, say } = meet(async ({ name }) => (asked.push(name), done({})));
  say("set_status", { status: "away" }, 1);
  say("hello", { token: "no" }, 2);
  say("set_status", { status: "away" }, 3);
  say("hello", { token: "yes" }, 4);
  say("set_status", { status: "away" }, 5);
  say("hello", { token: "yes" }, 6);
  await settle();
  expect(answers(socket)).toEqual(["hello_first", "bad_token", "hello_first", 4, 5, "hello_twice"]);
  expect(asked).toEqual(["set_status"]);
  expect(noted).toEqual(["ana entered"]);
});

test("[ORDER-3] what is said after a command that changes its meaning waits for it; the rest does not", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked: string[] = [];
  const { socket, say } = meet(async ({ name }) => {
    asked.push(name);
    if (name === "open_room") await promise;
    return done({});
  });
  say("hello", {}, 1);
  say("list_rooms", {}, 2);
  say("open_room", { room: "r" }, 3);
  say("list_rooms", {}, 4);
  await settle();
  expect(asked).toEqual(["list_rooms", "open_room"]);
  resolve();
  await settle();
  expect(answers(socket)).toEqual([1, 2, 3, 4]);
});

test("all that one turn has for a socket goes out in one write", async () => {
  const { socket, say } = meet();
  say("hello", {}, 1);
  await settle();
  const before = socket.corks;
  for (let id = 2; id < 20; id++) say("list_rooms", {}, id);
  await settle();
  expect(socket.frames.length).toBe(19);
  expect(socket.corks - before).toBeLessThanOrEqual(2);
});

test("a command without an id is answered only when it is refused", async () => {
  const { socket, say } = meet(async ({ name }) =>
    name === "typing" ? done({}) : refused(refusal("not_allowed", "No.")),
  );
  say("hello");
  say("typing", { room: "r" });
  say("close_view", { room: "r" });
  await settle();
  expect(answers(socket)).toEqual(["not_allowed"]);
});

test("[TRUST-8] a bug is reported inside, and outside it is a server_error without a word of it", async () => {
  const { socket, say } = meet(() => Promise.reject(new Error("/src/secret.ts:1 broke")));
  say("hello", {}, 1);
  say("list_rooms", {}, 2);
  await settle();
  expect(answers(socket)).toEqual([1, "server_error"]);
  expect(JSON.stringify(socket.frames)).not.toContain("secret");
  expect(noted).toContain("list_rooms of ana: Error: /src/secret.ts:1 broke");
  expect(socket.closed).toBeUndefined();
});

test("[BOUND-3] a connection watches as many streams as the bound says, and not one more", () => {
  const { socket, connection } = meet();
  const streams = Array.from({ length: BOUNDS.roomsPerConnection }, (_, index): StreamName => `room:${index}`);
  expect(streams.every((stream) => connection.watch(stream))).toBe(true);
  expect(connection.watch("room:one more")).toBe(false);
  expect(socket.topics.size).toBe(BOUNDS.roomsPerConnection);
  connection.unwatch("room:7");
  expect(connection.watch("room:one more")).toBe(true);
  expect([connection.isWatching("room:7"), connection.isWatching("room:one more")]).toEqual([false, true]);
});

test("[ACCESS-2] a view that the server closes ends before it is told so", async () => {
  const { socket, connection, say } = meet();
  say("hello");
  await settle();
  connection.watch("room:r");
  connection.closeView("room:r", "You were removed.");
  expect(socket.topics.has("room:r")).toBe(false);
  await settle();
  expect(socket.frames).toEqual([
    { type: "view_closed", payload: { stream: "room:r", code: "not_a_member", message: "You were removed." } },
  ]);
  expect(noted).toContain("stopped watching room:r");
});

test("[BOUND-8] a long answer waits for a reader who is behind, until they have read or are gone", async () => {
  const { socket, connection } = meet();
  expect(connection.untilRead()).toBeUndefined();
  socket.buffered = 10_000_000;
  let went = 0;
  void connection.untilRead()?.then(() => went++);
  void connection.untilRead()?.then(() => went++);
  await settle();
  expect(went).toBe(0);
  connection.caughtUp();
  await settle();
  expect(went).toBe(2);
  void connection.untilRead()?.then(() => went++);
  connection.closed();
  await settle();
  expect(went).toBe(3);
});

test("a connection that is gone says nothing more and leaves what it watched", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { socket, connection, say } = meet(async () => (await promise, done({})));
  say("hello");
  await settle();
  connection.watch("room:r");
  say("list_rooms", {}, 1);
  connection.closed();
  resolve();
  await settle();
  expect(socket.frames).toEqual([]);
  expect(noted).toEqual(["ana entered", "ana left room:r"]);
  expect(connection.watch("room:s")).toBe(false);
  expect(connection.publish("room:r", "{}")).toBe(false);
});

test("[BOUND-6] ten seconds without hello, and it is closed; with hello it stays", async () => {
  jest.useFakeTimers();
  const silent = meet();
  const polite = meet();
  polite.say("hello");
  for (let turns = 0; turns < 20; turns++) await Promise.resolve();
  jest.advanceTimersByTime(BOUNDS.helloWithinMs - 1);
  expect(silent.socket.closed).toBeUndefined();
  jest.advanceTimersByTime(1);
  expect(silent.socket.closed?.code).toBe(CLOSE.helloLate);
  expect(polite.socket.closed).toBeUndefined();
});
