import { isRoomStream, type NewsSignal, type RoomId, roomStream, type StreamName } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { Committed } from "../streams/journal.ts";
import type { Hub } from "./hub.ts";

export interface RoomNewsSettings {
  readonly hub: Pick<Hub, "publish" | "isWatched" | "viewersOf">;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly keepOpen: (stream: StreamName) => void;
}

/** The part of a connection that can be told of rooms it does not watch. */
export interface Follower {
  watch(topic: StreamName): boolean;
}

const COALESCE_MS = 300;

/** Beside a room's own stream, for those who only want to know that something was said there. */
export const newsTopic = (room: StreamName): StreamName => `news:${room}`;

/** Keeps the unread counts of rooms alive that nobody has open: a few bytes now and then instead of every message. */
export class RoomNews {
  readonly #settings: RoomNewsSettings;
  readonly #waiting = new Map<StreamName, RoomState>();

  constructor(settings: RoomNewsSettings) {
    this.#settings = settings;
  }

  follow(room: RoomId, follower: Follower): void {
    const stream = roomStream(room);
    if (follower.watch(newsTopic(stream))) this.#settings.keepOpen(stream);
  }

  committed({ stream, events }: Committed): void {
    const { hub, later } = this.#settings;
    if (!isRoomStream(stream.name)) return;
    const topic = newsTopic(stream.name);
    for (const { event } of events) {
      if (event.type !== "member_left") continue;
      for (const viewer of hub.viewersOf(event.data.user)) viewer.unwatch(topic);
    }
    if (!events.some(({ event }) => event.type === "message_posted") || !hub.isWatched(topic)) return;

    const isTold = this.#waiting.has(stream.name);
    this.#waiting.set(stream.name, stream.state as RoomState);
    if (!isTold) later(COALESCE_MS, () => this.#tell(stream.name));
  }

  #tell(stream: StreamName): void {
    const room = this.#waiting.get(stream);
    this.#waiting.delete(stream);
    if (!room) return;
    const { messageCount, lastMessageAt = 0 } = room;
    const signal: NewsSignal = { stream, kind: "news", messageCount, lastMessageAt };
    this.#settings.hub.publish(newsTopic(stream), JSON.stringify({ type: "signal", payload: signal }));
  }
}
