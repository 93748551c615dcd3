import { beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { BOUNDS, CLOSE } from "@parlor/protocol";
import { Chatter, newKey } from "../support/chatter.ts";
import { FileServer } from "../support/file-server.ts";
import { narrowNetwork } from "../support/narrow-network.ts";
import { rawSocket, TEXT } from "../support/raw-socket.ts";
import { serverToken, tokenOf } from "../support/tokens.ts";

setDefaultTimeout(60_000);

const server = FileServer.forThisFile();
let backEnd: Chatter;

beforeAll(async () => {
  backEnd = await Chatter.hello(server.door, serverToken());
});

const newRoom = (room: string) => backEnd.ask("create_room", { key: newKey(), room, kind: "community" });
const send = (room: string, text: string) => backEnd.ask("send_message", { room, key: newKey(), text });
/** Three bytes each: more than the buffers of the operating system take, all in all. */
const text = "한".repeat(490);

async function sendMany(room: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 500) {
    await Promise.all(Array.from({ length: Math.min(left, 500) }, () => send(room, text)));
  }
}

/** Resident memory of the server, as the operating system counts it. */
function memoryMb(): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

test("[BOUND-2] a reader who stops is cut off; the others miss nothing, memory stays, and they can resume", async () => {
  await newRoom("busy");
  const others = await Promise.all(["ana", "ben"].map((user) => Chatter.as(server.door, user)));
  const opened = await Promise.all(others.map((other) => other.ask("open_room", { room: "busy" })));
  const before = memoryMb();

  const frame = (type: string, id: number, payload: object) =>
    new TextEncoder().encode(JSON.stringify({ type, id, payload }));
  const stopped = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const socket = await rawSocket(server.door);
      socket.send(TEXT, frame("hello", 1, { token: tokenOf(`sleeper ${index}`) }));
      socket.send(TEXT, frame("open_room", 2, { room: "busy" }));
      return socket;
    }),
  );
  // All of them are in: each opening made a member.
  await others[0]!.until(
    () => others[0]!.events("room:busy").filter(({ type }) => type === "member_joined").length >= 10,
  );
  for (const socket of stopped) socket.stopReading();

  await sendMany("busy", 12_000);
  const { head } = await backEnd.ask("get_room", { room: "busy" });
  for (const [index, other] of others.entries()) {
    await other.until(() => other.events("room:busy").at(-1)?.seq === head);
    const seqs = other.events("room:busy").map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, place) => opened[index]!.head + 1 + place));
  }
  const gone = () =>
    others[0]!.signals("presence").flatMap((signal) => (signal.kind === "presence" ? (signal.gone ?? []) : []));
  await others[0]!.until(() => gone().length === stopped.length);
  expect(memoryMb() - before).toBeLessThan(150);

  const sleeper = await Chatter.as(server.door, "sleeper 0");
  const cursor = { epoch: opened[0]!.epoch, seq: opened[0]!.head };
  await sleeper.ask("resume", { cursors: { "room:busy": cursor } });
  const { payload } = await sleeper.find("resumed");
  expect(payload.streams[0]).toMatchObject({ status: "newest", gap: { from: cursor.seq + 1 } });
  for (const socket of stopped) socket.end();
  for (const socket of stopped) expect([1006, CLOSE.tooSlow]).toContain(await socket.closed);
  await Promise.all([...others, sleeper].map((one) => one.leave()));
});

test("[BOUND-8] [RESUME-4] the answer to a resume may be many times larger than what may wait for a reader", async () => {
  const rooms = Array.from({ length: 300 }, (_, index) => `large-${index}`);
  await Promise.all(rooms.map((room) => newRoom(room)));
  await Promise.all(rooms.map((room) => sendMany(room, 60)));

  const network = await narrowNetwork(server.door, 20_000);
  const ana = await Chatter.as(network.door, "ana");
  const streams = [...rooms.map((room) => `room:${room}`), "room:nowhere", "inbox:ben"];
  const cursors = Object.fromEntries(streams.map((stream) => [stream, null]));
  expect(await ana.ask("resume", { cursors })).toEqual({ streams: rooms.length + 2 });
  const parts = ana.frames.flatMap((frame) => (frame.type === "resumed" ? frame.payload.streams : []));
  expect(new Set(parts.map(({ stream }) => stream)).size).toBe(rooms.length + 2);
  expect(parts.filter(({ status }) => status === "refused").map(({ stream }) => stream)).toEqual([
    "room:nowhere",
    "inbox:ben",
  ]);
  expect(parts.filter((part) => part.status === "newest" && part.events.length === 50).length).toBe(rooms.length);
  expect(JSON.stringify(ana.frames).length).toBeGreaterThan(7_000_000);
  // And all of them are live.
  await send("large-299", "the last");
  await ana.until(() => ana.events("room:large-299").length === 1);
  await ana.leave();
  await network.end();
});

test("[BOUND-7] no page holds more than was asked for, nor more than the bound", async () => {
  await newRoom("paged");
  await sendMany("paged", 300);
  const page = await backEnd.ask("load_history", { room: "paged", after: 10, limit: BOUNDS.historyPage });
  expect(page.events.length).toBe(BOUNDS.historyPage);
  const { from, to, events } = await backEnd.ask("load_history", { room: "paged", limit: 30 });
  const { head } = await backEnd.ask("get_room", { room: "paged" });
  expect({ from, to, events: events.length }).toEqual({ from: head - 29, to: head, events: 30 });
  expect((await backEnd.refused("load_history", { room: "paged", limit: BOUNDS.historyPage + 1 })).code).toBe(
    "bad_payload",
  );
});
