import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { CLOSE } from "@parlor/protocol";
import { QueueArchive } from "../../queues/queue-archive.ts";
import { HandClock } from "../../testing/hand-clock.ts";
import { parlorInFolder, type ParlorInFolder, signedToken } from "../../testing/parlor-in-folder.ts";
import { askingOf } from "../asking.ts";
import { type MessengerAudience, MessengerConnection, type MessengerSocket } from "./messenger-connection.ts";

const MINUTE = 60_000;
const BEGINNING = Date.now();

/** A socket that nobody is at the other end of: keeps what it is told. */
class PaperSocket implements MessengerSocket {
  readonly frames: { type: string; payload: unknown }[] = [];
  closed: number | undefined;

  send(frame: string): number {
    return this.frames.push(JSON.parse(frame) as { type: string; payload: unknown });
  }
  close(code: number): void {
    this.closed ??= code;
  }
  getBufferedAmount(): number {
    return 0;
  }
  terminate(): void {
    this.closed ??= 1006;
  }
}

const NOBODY: MessengerAudience = {
  came: () => undefined,
  went: () => undefined,
  watches: () => undefined,
  unwatches: () => undefined,
};

let clock: HandClock;
let inFolder: ParlorInFolder;
const connections: MessengerConnection[] = [];
beforeAll(async () => {
  inFolder = await parlorInFolder({}, () => BEGINNING + (clock?.now ?? 0));
});
afterAll(() => inFolder.close());
beforeEach(() => {
  clock = new HandClock();
});
afterEach(() => {
  for (const connection of connections.splice(0)) connection.closed();
  expect(clock.waiting).toBe(0);
});

function connect() {
  const { ask, engine, household, streams } = inFolder.parlor;
  const socket = new PaperSocket();
  const house = {
    ask: askingOf(ask),
    household,
    streams,
    archive: new QueueArchive(streams, engine.store),
    newId: engine.newId,
    later: clock.later,
  };
  const connection = new MessengerConnection(socket, house, NOBODY);
  connections.push(connection);
  return { socket, connection };
}

async function signedIn() {
  const one = connect();
  const token = await signedToken("7", { roles: ["organizer"] });
  one.connection.receive(JSON.stringify({ Authorization: `Bearer organizer:${token}` }));
  await asksChats(one);
  return one;
}

async function asksChats({ connection, socket }: ReturnType<typeof connect>): Promise<void> {
  const before = socket.frames.length;
  connection.receive(JSON.stringify({ type: "get_chats", payload: "" }));
  while (socket.frames.length === before) await new Promise((resolve) => setImmediate(resolve));
}

test("[messenger signing in] whoever says nothing for a minute is shown out without a word", () => {
  const { socket } = connect();
  clock.pass(MINUTE - 1);
  expect(socket.closed).toBeUndefined();
  clock.pass(1);
  expect(socket).toMatchObject({ closed: CLOSE.helloLate, frames: [] });
});

test("[messenger 11] half an hour without a frame is the end, and each frame begins it anew", async () => {
  const one = await signedIn();
  clock.pass(29 * MINUTE);
  await asksChats(one);
  clock.pass(29 * MINUTE);
  await asksChats(one);
  clock.pass(30 * MINUTE - 1);
  expect(one.socket.closed).toBeUndefined();
  const heard = one.socket.frames.length;
  clock.pass(1);
  expect(one.socket.frames.slice(heard)).toEqual([{ type: "error", payload: { message: "timeout" } }]);
  expect(one.socket.closed).toBe(CLOSE.silent);
});

test("[messenger 10] what fails inside is reported there, and told in the client's words", async () => {
  const one = await signedIn();
  const heard = one.socket.frames.length;
  const { streams } = inFolder.parlor;
  const open = streams.open.bind(streams);
  streams.open = () => Promise.reject(new Error("SELECT secret FROM /data"));
  for (const type of ["start_chat", "get_chat_history", "send_message", "close_chat"]) {
    one.connection.receive(JSON.stringify({ type, payload: { chatId: "gone", message: "hi" } }));
  }
  while (one.socket.frames.length < heard + 4) await new Promise((resolve) => setImmediate(resolve));
  streams.open = open;
  expect(one.socket.frames.slice(heard)).toEqual(
    [
      "could not get chat from queue",
      "could not get messages",
      "message could not be saved",
      "chat could not be closed",
    ].map((message) => ({ type: "error", payload: { message } })),
  );
  expect(inFolder.logged.join()).toContain("a command failed");
});
