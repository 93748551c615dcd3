import { median } from "../../percentile.ts";
import { clientFrame } from "../frames.ts";
import { countMarks } from "../marks.ts";
import { parlor } from "../tongues/parlor.ts";
import { roomName, startsWith } from "../tongues/tongue.ts";
import type { WireSocket } from "../wire-socket.ts";
import type { Measures, PagesJob, StoredRoom } from "./job.ts";

const REPLY = Buffer.from('{"type":"reply"');
const REFUSAL = Buffer.from('{"type":"refusal"');
const WARM_UPS = 1_000;
/** A prime, so that pages come from all over a room without chance. */
const STRIDE = 7_919;

/** One request at a time, each timed alone: what it costs that much is stored, not what a crowd costs. */
export async function pages(job: PagesJob): Promise<Measures> {
  const [practice, ...rooms] = job.rooms;
  const half = Math.floor(rooms.length / 2);
  const [joined, resumed] = [rooms.slice(0, half), rooms.slice(half)];
  const [cold, warm] = await Promise.all(
    job.newcomers.map((who) => parlor.connect(job.door, { who, room: 0, speaks: false })),
  );
  const backEnd = await parlor.connect(job.door, { who: 0, room: 0, speaks: true });

  for (const { room, before } of scattered([practice!], WARM_UPS)) {
    await timed(backEnd, loadHistory(room, before, job.pageSize), job.textBytes);
    await timed(backEnd, openRoom(room), job.textBytes);
    await timed(backEnd, resume(room, job.pageSize), job.textBytes);
  }
  const coldJoins = await each(joined, (room) => timed(cold!, openRoom(room), job.textBytes));
  const warmJoins = await each(joined, (room) => timed(warm!, openRoom(room), job.textBytes));
  const resumes = await each(resumed, (room) => timed(backEnd, resume(room, job.pageSize), job.textBytes));
  const read = await each(scattered(joined, job.pages), ({ room, before }) =>
    timed(backEnd, loadHistory(room, before, job.pageSize), job.textBytes),
  );

  for (const { messages } of [...resumes, ...read]) {
    if (messages !== job.pageSize) throw new Error(`a page of ${job.pageSize} held ${messages} messages`);
  }
  return {
    pageMs: medianMs(read),
    coldJoinMs: medianMs(coldJoins),
    warmJoinMs: medianMs(warmJoins),
    resumeMs: medianMs(resumes),
  };
}

interface Answer {
  readonly tookMs: number;
  readonly messages: number;
}

const medianMs = (answers: readonly Answer[]): number => median(answers.map(({ tookMs }) => tookMs));

async function each<T>(list: readonly T[], ask: (one: T) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const one of list) answers.push(await ask(one));
  return answers;
}

/** From the request to its reply; what comes before the reply belongs to it. */
function timed(socket: WireSocket, request: string, textBytes: number): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const askedAt = performance.now();
  let messages = 0;
  socket.onLost = (reason) => reject(new Error(reason));
  socket.onFrame = (bytes, start, end) => {
    messages += countMarks(bytes, start, end, textBytes);
    if (startsWith(bytes, start, REPLY)) resolve({ tookMs: performance.now() - askedAt, messages });
    if (startsWith(bytes, start, REFUSAL)) reject(new Error(Buffer.from(bytes.slice(start, end)).toString()));
  };
  socket.send(clientFrame(request));
  return promise;
}

/** Older than what a server keeps at hand of an open room, and a whole page away from the room's beginning. */
function scattered(rooms: readonly StoredRoom[], count: number): { room: StoredRoom; before: number }[] {
  const first = 60;
  const recent = 150;
  return Array.from({ length: count }, (_, n) => {
    const room = rooms[n % rooms.length]!;
    return { room, before: first + ((n * STRIDE) % (room.head - recent - first)) };
  });
}

const frame = (type: string, payload: object): string => JSON.stringify({ type, id: 1, payload });
const openRoom = ({ room }: StoredRoom): string => frame("open_room", { room: roomName(room) });
const loadHistory = ({ room }: StoredRoom, before: number, limit: number): string =>
  frame("load_history", { room: roomName(room), before, limit });
const resume = ({ room, epoch, head }: StoredRoom, behind: number): string =>
  frame("resume", { cursors: { [`room:${roomName(room)}`]: { epoch, seq: head - behind } } });
