import type { z } from "zod";
import { MemberMoved } from "./attendance.ts";
import { KindChanged } from "./change-kind.ts";
import { RoomChanged } from "./change-room.ts";
import { RoomClosed } from "./close-room.ts";
import { ChecklistTicked } from "./checklist.ts";
import { QueueChanged, QueueCreated } from "./create-queue.ts";
import { RoomAdded, RoomCreated } from "./create-room.ts";
import { MessageDeleted } from "./delete-message.ts";
import { MessageEdited } from "./edit-message.ts";
import { RequestAbandoned, RequestClosed, RequestWithdrawn } from "./end-request.ts";
import type { Key, Seq, Time, UserId } from "./ids.ts";
import { InvitationEnded, Invited, PersonInvited, Uninvited } from "./invite.ts";
import { MemberJoined } from "./join-room.ts";
import { MemberLeft, RoomRemoved } from "./leave-room.ts";
import { ReadMarked } from "./mark-read.ts";
import { MessagePosted } from "./message.ts";
import { OfferDeclined, OfferLapsed, RequestOffered } from "./offer-request.ts";
import { ReactionChanged } from "./react.ts";
import { HelpRequested, RequestMoved } from "./request-help.ts";
import { Searched } from "./search-catalog.ts";
import { Mentioned } from "./send-message.ts";
import {
  SentBack,
  SessionEnded,
  SessionExtended,
  SessionPaused,
  SessionResumed,
  SessionStarted,
  SessionWarned,
  SessionWrappingUp,
} from "./session.ts";
import { MemberChanged } from "./set-member.ts";
import { ItemShared } from "./share-item.ts";
import { RequestTaken } from "./take-request.ts";
import { ScenarioChosen } from "./take-seat.ts";
import { RequestReturned, RequestTransferred } from "./transfer-request.ts";
import { AgentStoppedWaiting, AgentWaiting } from "./wait-for-request.ts";

/** What can happen in a room. */
export const ROOM_EVENTS = {
  room_created: RoomCreated,
  room_changed: RoomChanged,
  room_closed: RoomClosed,
  member_joined: MemberJoined,
  member_left: MemberLeft,
  member_changed: MemberChanged,
  member_moved: MemberMoved,
  message_posted: MessagePosted,
  message_edited: MessageEdited,
  message_deleted: MessageDeleted,
  reaction_changed: ReactionChanged,
  kind_changed: KindChanged,
  person_invited: PersonInvited,
  invitation_ended: InvitationEnded,
  scenario_chosen: ScenarioChosen,
  session_started: SessionStarted,
  session_warned: SessionWarned,
  session_paused: SessionPaused,
  session_resumed: SessionResumed,
  session_extended: SessionExtended,
  session_wrapping_up: SessionWrappingUp,
  session_ended: SessionEnded,
  checklist_ticked: ChecklistTicked,
  searched: Searched,
  item_shared: ItemShared,
} as const;

/** What can happen to one person outside the open room. */
export const INBOX_EVENTS = {
  room_added: RoomAdded,
  room_removed: RoomRemoved,
  read_marked: ReadMarked,
  mentioned: Mentioned,
  invited: Invited,
  uninvited: Uninvited,
  sent_back: SentBack,
  request_moved: RequestMoved,
} as const;

/** What can happen in a queue. */
export const QUEUE_EVENTS = {
  queue_created: QueueCreated,
  queue_changed: QueueChanged,
  help_requested: HelpRequested,
  request_offered: RequestOffered,
  offer_declined: OfferDeclined,
  offer_lapsed: OfferLapsed,
  request_taken: RequestTaken,
  request_transferred: RequestTransferred,
  request_returned: RequestReturned,
  request_withdrawn: RequestWithdrawn,
  request_abandoned: RequestAbandoned,
  request_closed: RequestClosed,
  agent_waiting: AgentWaiting,
  agent_stopped_waiting: AgentStoppedWaiting,
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
export type QueueEvent = EventOf<typeof QUEUE_EVENTS>;
export type AnyEvent = RoomEvent | InboxEvent | QueueEvent;

/** An event before the log gave it a place. */
export type RoomDraft = DraftOf<typeof ROOM_EVENTS>;
export type InboxDraft = DraftOf<typeof INBOX_EVENTS>;
export type QueueDraft = DraftOf<typeof QUEUE_EVENTS>;
export type AnyDraft = RoomDraft | InboxDraft | QueueDraft;
