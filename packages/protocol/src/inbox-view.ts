import { z } from "zod";
import { RoomId, Seq, Time } from "./ids.ts";
import { Invited } from "./invite.ts";
import { RequestMoved } from "./request-help.ts";
import { SentBack } from "./session.ts";

/** How far a person has read one room. `no` is the number of the last message read. */
export const ReadMarker = z.object({ seq: Seq, no: Seq });
export type ReadMarker = z.infer<typeof ReadMarker>;

/** One of the person's rooms, as the inbox knows it. */
export const InboxRoom = z.object({
  room: RoomId,
  addedAt: Time,
  read: ReadMarker,
  /** Seqs of unread messages that name this person; the newest `MENTIONS_KEPT`. */
  mentions: z.array(Seq),
});
export type InboxRoom = z.infer<typeof InboxRoom>;

/** What concerns one person outside the open room. */
export const InboxView = z.object({
  rooms: z.array(InboxRoom),
  /** Rooms that wait for the person. */
  invitations: z.array(Invited).optional(),
  /** Open requests for help. */
  requests: z.array(RequestMoved).optional(),
  /** Conversations that ended for the person, the newest last. */
  ended: z.array(SentBack).optional(),
});
export type InboxView = z.infer<typeof InboxView>;
