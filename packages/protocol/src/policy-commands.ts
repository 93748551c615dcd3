import { ChangeKind, ChangeKindReply } from "./change-kind.ts";
import { ChangeQueue, ChangeQueueReply } from "./change-queue.ts";
import { TickChecklist, TickChecklistReply } from "./checklist.ts";
import { CreateQueue, CreateQueueReply } from "./create-queue.ts";
import { CloseRequest, EndRequestReply, ForceRequest, WithdrawRequest } from "./end-request.ts";
import { EndInvitation, InvitationReply, Invite } from "./invite.ts";
import { ListQueues, ListQueuesReply } from "./list-queues.ts";
import {
  CloseLobby,
  CloseLobbyReply,
  GoOffline,
  GoOfflineReply,
  GoOnline,
  GoOnlineReply,
  ListLobbies,
  ListLobbiesReply,
  OpenLobby,
  OpenLobbyReply,
} from "./lobby.ts";
import { AcceptOffer, DeclineOffer, OfferReply, OfferRequest } from "./offer-request.ts";
import { CloseQueueView, CloseQueueViewReply, OpenQueue, OpenQueueReply } from "./open-queue.ts";
import { RequestHelp, RequestHelpReply } from "./request-help.ts";
import { SearchCatalog, SearchCatalogReply } from "./search-catalog.ts";
import { ExtendSession, PauseSession, ResumeSession, SessionReply } from "./session.ts";
import { ShareItem, ShareItemReply } from "./share-item.ts";
import { TakeRequest, TakeRequestReply } from "./take-request.ts";
import { TakeSeat, TakeSeatReply } from "./take-seat.ts";
import { LoadTopics, LoadTopicsReply } from "./topics.ts";
import { TransferRequest, TransferRequestReply } from "./transfer-request.ts";
import { StopWaiting, StopWaitingReply, WaitForRequest, WaitForRequestReply } from "./wait-for-request.ts";

/** The commands of rooms that have seats, clocks, queues and panels. */
export const POLICY_COMMANDS = {
  change_kind: { payload: ChangeKind, reply: ChangeKindReply },
  invite: { payload: Invite, reply: InvitationReply },
  end_invitation: { payload: EndInvitation, reply: InvitationReply },
  list_lobbies: { payload: ListLobbies, reply: ListLobbiesReply },
  open_lobby: { payload: OpenLobby, reply: OpenLobbyReply },
  close_lobby: { payload: CloseLobby, reply: CloseLobbyReply },
  go_online: { payload: GoOnline, reply: GoOnlineReply },
  go_offline: { payload: GoOffline, reply: GoOfflineReply },
  take_seat: { payload: TakeSeat, reply: TakeSeatReply },
  pause_session: { payload: PauseSession, reply: SessionReply },
  resume_session: { payload: ResumeSession, reply: SessionReply },
  extend_session: { payload: ExtendSession, reply: SessionReply },
  tick_checklist: { payload: TickChecklist, reply: TickChecklistReply },
  search_catalog: { payload: SearchCatalog, reply: SearchCatalogReply },
  share_item: { payload: ShareItem, reply: ShareItemReply },
  load_topics: { payload: LoadTopics, reply: LoadTopicsReply },
  create_queue: { payload: CreateQueue, reply: CreateQueueReply },
  change_queue: { payload: ChangeQueue, reply: ChangeQueueReply },
  list_queues: { payload: ListQueues, reply: ListQueuesReply },
  open_queue: { payload: OpenQueue, reply: OpenQueueReply },
  close_queue_view: { payload: CloseQueueView, reply: CloseQueueViewReply },
  request_help: { payload: RequestHelp, reply: RequestHelpReply },
  withdraw_request: { payload: WithdrawRequest, reply: EndRequestReply },
  take_request: { payload: TakeRequest, reply: TakeRequestReply },
  wait_for_request: { payload: WaitForRequest, reply: WaitForRequestReply },
  stop_waiting: { payload: StopWaiting, reply: StopWaitingReply },
  offer_request: { payload: OfferRequest, reply: OfferReply },
  accept_offer: { payload: AcceptOffer, reply: TakeRequestReply },
  decline_offer: { payload: DeclineOffer, reply: OfferReply },
  transfer_request: { payload: TransferRequest, reply: TransferRequestReply },
  close_request: { payload: CloseRequest, reply: EndRequestReply },
  force_request: { payload: ForceRequest, reply: EndRequestReply },
} as const;
