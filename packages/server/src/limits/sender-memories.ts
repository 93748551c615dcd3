import type { StreamName } from "@parlor/protocol";
import { type RecentTexts, rememberText, type RoomState, type SenderMemory } from "@parlor/rules";
import { Newest } from "./newest.ts";

/** What each person lately sent to each room, over all their connections: slow mode and repetitions go by it. */
export class SenderMemories {
  readonly #memories = new Newest<string, SenderMemory>(50_000);

  of(stream: StreamName, user: string): SenderMemory {
    return this.#memories.get(`${stream}\n${user}`) ?? NOTHING;
  }

  sent(stream: StreamName, user: string, room: RoomState, text: string, now: number): void {
    const who = `${stream}\n${user}`;
    const { spam } = room.kind;
    const before: RecentTexts = (this.#memories.get(who) ?? NOTHING).recent;
    const recent = spam ? rememberText(spam, before, text, now) : before;
    this.#memories.set(who, { lastSentAt: now, recent });
  }
}

const NOTHING: SenderMemory = { lastSentAt: undefined, recent: [] };
