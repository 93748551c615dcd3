import {
  type Cursor,
  isInboxStream,
  isQueueStream,
  isRoomStream,
  type Refusal,
  refusal,
  type StreamName,
  streamSubject,
} from "@parlor/protocol";
import { canOpenQueue, type QueueState, type RoomState, WHOLE_SIGHT } from "@parlor/rules";
import { done } from "../outcome.ts";
import type { OpenStream } from "../streams/open-stream.ts";
import { isAhead } from "../streams/open-streams.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import type { Caller, Engine, Handler } from "./engine.ts";
import { noSuchQueue, queueAsker } from "./on-queue.ts";
import { refusalFrom } from "./verdict.ts";
import { personSight } from "./visibility.ts";
import { pageFor, rowsJson, startWatching, stateJson } from "./watching.ts";

/** Bytes of one `resumed` frame; what is more comes in the following ones. */
const FRAME_BUDGET = 64 * 1024;

export const resume: Handler<"resume"> = async ({ cursors }, caller, engine) => {
  let parts = "";
  const flush = () => {
    if (parts) caller.view?.send(`{"type":"resumed","payload":{"streams":[${parts}]}}`);
    parts = "";
  };

  for (const [name, cursor] of Object.entries(cursors)) {
    const stream = engine.streams.peek(name) ?? (await loadApart(name));
    if (cursor && isAhead(cursor, stream)) await reachApart(stream, cursor);
    const part = resumeOne(stream, cursor, caller, engine);
    parts = parts ? `${parts},${part}` : part;
    if (parts.length > FRAME_BUDGET) {
      flush();
      await caller.view?.untilRead();
    }
  }
  flush();
  return done({ streams: Object.keys(cursors).length });

  /** A wait: what is live on the streams resumed so far must not overtake their part of the answer. */
  async function loadApart(name: StreamName): Promise<OpenStream> {
    flush();
    return engine.streams.open(name);
  }

  async function reachApart(stream: OpenStream, cursor: Cursor): Promise<void> {
    flush();
    await engine.streams.reach(stream, cursor);
  }
};

function resumeOne(stream: OpenStream, cursor: Cursor | null, caller: Caller, engine: Engine): string {
  const no = mayResume(stream, caller) ?? startWatching(stream, caller, engine);
  const name = `"stream":${JSON.stringify(stream.name)}`;
  if (no) return `{${name},"status":"refused","code":"${no.code}","message":${JSON.stringify(no.message)}}`;

  const room = isRoomStream(stream.name) ? (stream.state as RoomState) : undefined;
  const sight = room ? personSight(room, caller.person) : WHOLE_SIGHT;
  const { status, rows, gap } = pageFor(stream, cursor, sight, room?.kind.history.onJoin ?? 0);
  const presence = room ? `,"presence":${engine.presence.snapshotJson(stream.name)}` : "";
  const head = `{${name},"status":"${status}","head":${stream.head}${presence},"events":${rowsJson(rows)}`;
  if (status === "events") return `${head}}`;

  const me = room?.members.get(caller.person.user.id);
  return (
    `${head},"epoch":${JSON.stringify(stream.epoch)},"state":${stateJson(stream, sight)}` +
    `${me ? `,"me":${JSON.stringify(me)}` : ""}${gap ? `,"gap":${JSON.stringify(gap)}` : ""}}`
  );
}

function mayResume(stream: OpenStream, { person }: Caller): Refusal | undefined {
  const subject = streamSubject(stream.name);
  if (isInboxStream(stream.name)) {
    return subject === person.user.id ? undefined : refusal("not_allowed", "An inbox is its owner's alone.");
  }
  if (isQueueStream(stream.name)) {
    const queue = stream.state as QueueState | undefined;
    const may = queue && canOpenQueue(queueAsker(person), queue);
    if (!may) return noSuchQueue(subject);
    return may.ok ? undefined : refusalFrom(may);
  }
  const room = stream.state as RoomState | undefined;
  return room ? refusalOf(person, { do: "read" }, room) : noSuchRoom(subject);
}
