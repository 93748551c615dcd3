import { z } from "zod";
import { Refusal, RefusalCode } from "./refusals.ts";
import { Resumed } from "./resume.ts";
import { Signal } from "./signals.ts";
import { StoredEvent } from "./stored-event.ts";
import { StreamName } from "./streams.ts";

/** Chosen by the client; the answer carries it back. Without one, nothing is answered but a refusal. */
export const FrameId = z.union([z.int(), z.string().max(64)]);
export type FrameId = z.infer<typeof FrameId>;

/** What a client sends. `payload` is judged by the command's own schema. */
export const ClientFrame = z.object({
  type: z.string().min(1).max(64),
  id: FrameId.optional(),
  payload: z.unknown().optional(),
});
export type ClientFrame = z.infer<typeof ClientFrame>;

/** What the server sends. */
export const ServerFrame = z.discriminatedUnion("type", [
  z.object({ type: z.literal("reply"), id: FrameId, payload: z.unknown() }),
  z.object({ type: z.literal("refusal"), id: FrameId.optional(), payload: Refusal }),
  /** New events of one stream, in order. The first follows the last that was sent before. */
  z.object({
    type: z.literal("events"),
    payload: z.object({
      stream: StreamName,
      epoch: z.string(),
      events: z.array(StoredEvent).min(1),
    }),
  }),
  z.object({ type: z.literal("signal"), payload: Signal }),
  /** Some of the answer to `resume`; its reply comes after the last. */
  z.object({
    type: z.literal("resumed"),
    id: FrameId.optional(),
    payload: z.object({ streams: z.array(Resumed) }),
  }),
  /** The server stopped showing a room, for example because one was removed from it. */
  z.object({
    type: z.literal("view_closed"),
    payload: z.object({ stream: StreamName, code: RefusalCode, message: z.string() }),
  }),
]);
export type ServerFrame = z.infer<typeof ServerFrame>;
