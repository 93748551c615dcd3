import type { z } from "zod";
import { RoomChanged } from "./change-room.ts";
import { RoomClosed } from "./close-room.ts";
import { RoomAdded, RoomCreated } from "./create-room.ts";
import { MessageDeleted } from "./delete-message.ts";
import { MessageEdited } from "./edit-message.ts";
import type { Key, Seq, Time, UserId } from "./ids.ts";
import { MemberJoined } from "./join-room.ts";
import { MemberLeft, RoomRemoved } from "./leave-room.ts";
import { ReadMarked } from "./mark-read.ts";
import { MessagePosted } from "./message.ts";
import { ReactionChanged } from "./react.ts";
import { Mentioned } from "./send-message.ts";
import { MemberChanged } from "./set-member.ts";

/** What can happen in a room. */
export const ROOM_EVENTS = {
  room_created: RoomCreated,
  room_changed: RoomChanged,
  room_closed: RoomClosed,
  member_joined: MemberJoined,
  member_left: MemberLeft,
  member_changed: MemberChanged,
  message_posted: MessagePosted,
  message_edited: MessageEdited,
  message_deleted: MessageDeleted,
  reaction_changed: ReactionChanged,
} as const;

/** What can happen to one person outside the open room. */
export const INBOX_EVENTS = {
  room_added: RoomAdded,
  room_removed: RoomRemoved,
  read_marked: ReadMarked,
  mentioned: Mentioned,
} as const;

interface EventHead {
  readonly seq: Seq;
  readonly id: string;
  readonly at: Time;
  readonly actor: UserId;
  readonly key?: Key | undefined;
}

type Schemas = Record<string, z.ZodType>;
type EventOf<S extends Schemas> = {
  [T in keyof S & string]: EventHead & { readonly type: T; readonly data: z.infer<S[T]> };
}[keyof S & string];
type DraftOf<S extends Schemas> = {
  [T in keyof S & string]: { readonly type: T; readonly data: z.infer<S[T]> };
}[keyof S & string];

export type RoomEvent = EventOf<typeof ROOM_EVENTS>;
export type InboxEvent = EventOf<typeof INBOX_EVENTS>;
export type AnyEvent = RoomEvent | InboxEvent;

/** An event before the log gave it a place. */
export type RoomDraft = DraftOf<typeof ROOM_EVENTS>;
export type InboxDraft = DraftOf<typeof INBOX_EVENTS>;
export type AnyDraft = RoomDraft | InboxDraft;
