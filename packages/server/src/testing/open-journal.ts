import { Kind, refusal, roomStream } from "@parlor/protocol";
import { PRESETS, type RoomState } from "@parlor/rules";
import type { Outcome } from "../outcome.ts";
import type { Store } from "../storage/store.ts";
import type { Submission } from "../streams/decision.ts";
import { Journal } from "../streams/journal.ts";
import { OpenStreams, type OpenStreamsSettings } from "../streams/open-streams.ts";

const kind = Kind.parse(PRESETS.find(({ name }) => name === "community"));
export const stream = roomStream("r");

/** A journal as a server has it, on a store that may be shared with others. */
export function openJournal(on: Store, isShared = false, settings: Partial<OpenStreamsSettings> = {}) {
  const told: number[][] = [];
  const reports: string[] = [];
  const streams = new OpenStreams(on, {
    windowSize: 10,
    maxOpen: 100,
    newEpoch: () => Bun.randomUUIDv7().slice(-12),
    isWatched: () => false,
    caughtUp: (_, events) => told.push(events.map(({ event }) => event.seq)),
    report: (error) => reports.push(String(error)),
    ...settings,
  });
  const journal = new Journal(on, streams, {
    now: () => 1,
    maxBatch: 100,
    isShared,
    tell: (committed) => told.push(...committed.map(({ events }) => events.map(({ event }) => event.seq))),
    report: (error) => reports.push(error.message),
  });
  return { journal, streams, told, reports };
}

export type Answer = { seq: number };

export const creation: Submission<Answer> = {
  actor: "ana",
  key: "create",
  print: 1,
  streams: [stream],
  decide: (view) =>
    view.state(stream)
      ? { refused: refusal("room_exists", "There is one.") }
      : {
          drafts: [{ stream, draft: { type: "room_created", data: { kind, title: "", description: "" } } }],
          reply: ([event]) => ({ seq: event?.seq ?? 0 }),
        },
  repeated: ({ seq }) => ({ seq }),
};

export const message = (key: string, actor = "ana", print = 1): Submission<Answer> => ({
  actor,
  key,
  print,
  streams: [stream],
  decide: (view) => {
    const room = view.state(stream) as RoomState | undefined;
    if (!room) return { refused: refusal("no_such_room", "There is none.") };
    if (room.closed) return { refused: refusal("room_closed", "This room is closed.") };
    return {
      drafts: [
        { stream, draft: { type: "message_posted", data: { name: actor, no: room.messageCount + 1, text: key } } },
      ],
      reply: ([event]) => ({ seq: event?.seq ?? 0 }),
    };
  },
  repeated: ({ seq }) => ({ seq }),
});

export const closing: Submission<Answer> = {
  ...message("close"),
  decide: (view) =>
    (view.state(stream) as RoomState).closed
      ? { refused: refusal("room_closed", "This room is closed.") }
      : {
          drafts: [{ stream, draft: { type: "room_closed", data: { reason: "" } } }],
          reply: ([event]) => ({ seq: event?.seq ?? 0 }),
        },
};

export const seqOf = (outcome: Outcome<Answer>) => (outcome.ok ? outcome.reply.seq : outcome.refusal.code);
