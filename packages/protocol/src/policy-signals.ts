import { z } from "zod";
import { LobbySignal } from "./lobby.ts";
import { QueuePlaceSignal } from "./queue-place.ts";
import { TopicsSignal } from "./topics.ts";

/** The signals of lobbies, queues and topics. */
export const PolicySignal = z.discriminatedUnion("kind", [LobbySignal, QueuePlaceSignal, TopicsSignal]);
export type PolicySignal = z.infer<typeof PolicySignal>;
