import { z } from "zod";
import { ReadSignal } from "./mark-read.ts";
import { PresenceSignal } from "./presence.ts";
import { TypingSignal } from "./typing.ts";

/** What is never stored and is the first to go under pressure. */
export const Signal = z.discriminatedUnion("kind", [TypingSignal, PresenceSignal, ReadSignal]);
export type Signal = z.infer<typeof Signal>;
