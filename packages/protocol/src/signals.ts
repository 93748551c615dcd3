import { z } from "zod";
import { LobbySignal } from "./lobby.ts";
import { ReadSignal } from "./mark-read.ts";
import { PresenceSignal } from "./presence.ts";
import { QueuePlaceSignal } from "./queue-place.ts";
import { NewsSignal } from "./room-news.ts";
import { TopicsSignal } from "./topics.ts";
import { TypingSignal } from "./typing.ts";

/** What is never stored and is the first to go under pressure. */
export const Signal = z.discriminatedUnion("kind", [
  TypingSignal,
  PresenceSignal,
  ReadSignal,
  LobbySignal,
  QueuePlaceSignal,
  TopicsSignal,
  NewsSignal,
]);
export type Signal = z.infer<typeof Signal>;
