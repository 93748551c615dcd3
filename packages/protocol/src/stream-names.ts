import type { RoomId, UserId } from "./ids.ts";
import type { StreamName } from "./streams.ts";

// Without schemas, so that a client can use these and leave the schema library out of its bundle.

export const roomStream = (room: RoomId): StreamName => `room:${room}`;
export const inboxStream = (user: UserId): StreamName => `inbox:${user}`;
export const queueStream = (queue: string): StreamName => `queue:${queue}`;

/** What a stream's name stands for. */
export const streamSubject = (stream: StreamName): string => stream.slice(stream.indexOf(":") + 1);
export const isRoomStream = (stream: StreamName): boolean => stream.startsWith("room:");
export const isInboxStream = (stream: StreamName): boolean => stream.startsWith("inbox:");
export const isQueueStream = (stream: StreamName): boolean => stream.startsWith("queue:");
