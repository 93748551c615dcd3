import { isQueueStream, isRoomStream, roomStream, type StreamName, SYSTEM } from "@parlor/protocol";
import {
  fireQueue,
  fireSession,
  lapseSeats,
  type Planned,
  type QueueScene,
  type QueueState,
  type RoomState,
  startSession,
  unseatGhosts,
} from "@parlor/rules";
import type { Whereabouts } from "../presence/whereabouts.ts";
import type { DecisionView } from "../streams/decision.ts";
import type { Journal } from "../streams/journal.ts";

export interface Hands {
  readonly journal: Pick<Journal, "submit">;
  readonly whereabouts: Pick<Whereabouts, "goneSince" | "isHere" | "lastActive">;
}

/** More than this in a row means that a rule asks for the same thing for ever. */
const MAX_IN_A_ROW = 1_000;

/**
 * Does what is due in a stream, one thing after another until nothing is. Each is decided against the log like any
 * command, so it happens once, whichever server looks first.
 */
export function choresOf({ journal, whereabouts }: Hands): (stream: StreamName) => Promise<void> {
  return async (stream) => {
    for (let done = 0; done < MAX_IN_A_ROW; done++) {
      const outcome = await journal.submit<boolean>({
        actor: SYSTEM,
        streams: [stream],
        decide: (view) => {
          const drafts = dueIn(stream, view, whereabouts);
          return { drafts, reply: () => drafts.length > 0 };
        },
        repeated: () => false,
      });
      if (!outcome.ok || !outcome.reply) return;
    }
    throw new Error(`${stream} is never done`);
  };
}

/** Frees the seats of whoever is gone just now, before somebody else sits down. */
export function seatClearer({ journal, whereabouts }: Hands): (room: string) => Promise<void> {
  return async (id) => {
    const stream = roomStream(id);
    await journal.submit<void>({
      actor: SYSTEM,
      streams: [stream],
      decide: (view) => {
        const room = view.state(stream) as RoomState | undefined;
        return { drafts: room ? unseatGhosts(room, view.now, whereabouts.goneSince) : [], reply: () => undefined };
      },
      repeated: () => undefined,
    });
  };
}

function dueIn(stream: StreamName, view: DecisionView, whereabouts: Hands["whereabouts"]): readonly Planned[] {
  const state = view.state(stream);
  if (!state) return [];
  if (isQueueStream(stream)) return fireQueue(state as QueueState, SYSTEM, queueScene(view, whereabouts))?.drafts ?? [];
  if (!isRoomStream(stream)) return [];

  const room = state as RoomState;
  const session = fireSession(room, view.now, whereabouts.lastActive);
  if (session) return session.drafts;
  const lapsed = lapseSeats(room, view.now, whereabouts.goneSince);
  if (lapsed.length > 0) return lapsed;
  // Everybody had a seat, and now the last of them is back.
  return startSession(room, view.now, whereabouts.isHere).map((draft) => ({ stream, draft }));
}

/** What decisions about a queue look at besides the queue. */
export function queueScene(view: DecisionView, { goneSince }: Pick<Whereabouts, "goneSince">): QueueScene {
  return {
    now: view.now,
    nextSeq: (name) => view.nextSeq(name),
    goneSince,
    room: (id) => view.state(roomStream(id)) as RoomState | undefined,
  };
}
