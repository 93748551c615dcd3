import { z } from "zod";
import { RoomId } from "./ids.ts";
import { StreamName } from "./streams.ts";

/** A word that people of a room use, and how many mentions count for it. */
export const Topic = z.object({ word: z.string(), count: z.int().min(1) });
export type Topic = z.infer<typeof Topic>;

export const LoadTopics = z.strictObject({ room: RoomId, limit: z.int().min(1).max(200).default(10) });
export type LoadTopics = z.infer<typeof LoadTopics>;

export const LoadTopicsReply = z.object({ room: RoomId, topics: z.array(Topic) });
export type LoadTopicsReply = z.infer<typeof LoadTopicsReply>;

/** The ranking is another one now. */
export const TopicsSignal = z.object({ stream: StreamName, kind: z.literal("topics"), topics: z.array(Topic) });
export type TopicsSignal = z.infer<typeof TopicsSignal>;
