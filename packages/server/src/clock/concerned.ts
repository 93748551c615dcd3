import { isQueueStream, isRoomStream, type StreamName } from "@parlor/protocol";
import type { QueueState, RoomState } from "@parlor/rules";
import type { Committed } from "../streams/journal.ts";

const MAX_STREAMS = 50_000;

/** In which rooms with seats and in which queues it matters whether somebody is here. */
export class Concerned {
  readonly #streams = new Map<string, Set<StreamName>>();
  readonly #people = new Map<StreamName, ReadonlySet<string>>();

  of(user: string): readonly StreamName[] {
    return [...(this.#streams.get(user) ?? [])];
  }

  committed({ stream: { name, state } }: Committed): void {
    const before = this.#people.get(name);
    const now = peopleOf(name, state);
    if (!before && now.size === 0) return;

    for (const user of before ?? []) if (!now.has(user)) this.#unlink(user, name);
    for (const user of now) {
      const streams = this.#streams.get(user);
      if (streams) streams.add(name);
      else this.#streams.set(user, new Set([name]));
    }
    this.#people.delete(name);
    if (now.size > 0) this.#people.set(name, now);
    this.#makeRoom();
  }

  #unlink(user: string, name: StreamName): void {
    const streams = this.#streams.get(user);
    streams?.delete(name);
    if (streams?.size === 0) this.#streams.delete(user);
  }

  /** What is forgotten here is still found by the clock's rounds. */
  #makeRoom(): void {
    if (this.#people.size <= MAX_STREAMS) return;
    for (const [oldest, people] of this.#people) {
      for (const user of people) this.#unlink(user, oldest);
      this.#people.delete(oldest);
      return;
    }
  }
}

function peopleOf(name: StreamName, state: Committed["stream"]["state"]): ReadonlySet<string> {
  if (state && isQueueStream(name)) {
    const { requests, agents } = state as QueueState;
    const asking = [...requests.values()].flatMap((request) =>
      "agent" in request ? [request.user, request.agent] : [request.user],
    );
    return new Set([...asking, ...agents.map(({ agent }) => agent)]);
  }
  if (!state || !isRoomStream(name)) return NOBODY;
  const { closed, kind, members } = state as RoomState;
  return closed || !kind.seats ? NOBODY : new Set([...members.values()].map(({ id }) => id));
}

const NOBODY: ReadonlySet<string> = new Set();
