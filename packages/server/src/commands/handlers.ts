import type { Command, CommandName } from "@parlor/protocol";
import type { Outcome } from "../outcome.ts";
import { changeKind } from "./change-kind.ts";
import { changeQueue } from "./change-queue.ts";
import { createQueue } from "./create-queue.ts";
import { closeRequest, forceRequest, withdrawRequest } from "./end-request.ts";
import { endInvitation, invite } from "./invite.ts";
import { listQueues } from "./list-queues.ts";
import { loadTopics } from "./load-topics.ts";
import { closeLobby, goOffline, goOnline, listLobbies, openLobby } from "./lobby.ts";
import { acceptOffer, declineOffer, offerRequest } from "./offer-request.ts";
import { closeQueueView, openQueue } from "./open-queue.ts";
import { requestHelp } from "./request-help.ts";
import { searchCatalog } from "./search-catalog.ts";
import { extendSession, pauseSession, resumeSession } from "./session.ts";
import { shareItem } from "./share-item.ts";
import { takeRequest } from "./take-request.ts";
import { takeSeat } from "./take-seat.ts";
import { tickChecklist } from "./tick-checklist.ts";
import { transferRequest } from "./transfer-request.ts";
import { stopWaiting, waitForRequest } from "./wait-for-request.ts";
import { changeRoom } from "./change-room.ts";
import { closeRoom } from "./close-room.ts";
import { createRoom } from "./create-room.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import type { Caller, Engine, Handler } from "./engine.ts";
import { getRoom } from "./get-room.ts";
import { joinRoom } from "./join-room.ts";
import { leaveRoom } from "./leave-room.ts";
import { listRooms } from "./list-rooms.ts";
import { loadHistory } from "./load-history.ts";
import { markRead } from "./mark-read.ts";
import { closeView, openRoom } from "./open-room.ts";
import { react } from "./react.ts";
import { resume } from "./resume.ts";
import { sendMessage } from "./send-message.ts";
import { setMember } from "./set-member.ts";
import { setStatus } from "./set-status.ts";
import { typing } from "./typing.ts";

/** The commands about who one is belong to the connection: nothing else can answer them. */
export type SessionCommand = "hello" | "refresh_token";
export type EngineCommand = Exclude<CommandName, SessionCommand>;

/** One file per command. A command without its handler does not compile. */
const HANDLERS: { readonly [Name in EngineCommand]: Handler<Name> } = {
  create_room: createRoom,
  change_room: changeRoom,
  close_room: closeRoom,
  join_room: joinRoom,
  leave_room: leaveRoom,
  set_member: setMember,
  open_room: openRoom,
  get_room: getRoom,
  close_view: closeView,
  send_message: sendMessage,
  edit_message: editMessage,
  delete_message: deleteMessage,
  react,
  mark_read: markRead,
  typing,
  set_status: setStatus,
  list_rooms: listRooms,
  load_history: loadHistory,
  resume,
  change_kind: changeKind,
  invite,
  end_invitation: endInvitation,
  list_lobbies: listLobbies,
  open_lobby: openLobby,
  close_lobby: closeLobby,
  go_online: goOnline,
  go_offline: goOffline,
  take_seat: takeSeat,
  pause_session: pauseSession,
  resume_session: resumeSession,
  extend_session: extendSession,
  tick_checklist: tickChecklist,
  search_catalog: searchCatalog,
  share_item: shareItem,
  load_topics: loadTopics,
  create_queue: createQueue,
  change_queue: changeQueue,
  list_queues: listQueues,
  open_queue: openQueue,
  close_queue_view: closeQueueView,
  request_help: requestHelp,
  withdraw_request: withdrawRequest,
  take_request: takeRequest,
  wait_for_request: waitForRequest,
  stop_waiting: stopWaiting,
  offer_request: offerRequest,
  accept_offer: acceptOffer,
  decline_offer: declineOffer,
  transfer_request: transferRequest,
  close_request: closeRequest,
  force_request: forceRequest,
};

export type Ask = (
  command: Command & { name: EngineCommand },
  caller: Caller,
) => Outcome<unknown> | Promise<Outcome<unknown>>;

const BY_ITSELF: ReadonlySet<CommandName> = new Set<CommandName>([
  "set_status",
  "resume",
  "list_rooms",
  "list_lobbies",
  "list_queues",
  "mark_read",
]);

/** The one way into the engine, for every door. */
export function commandsOf(engine: Engine): Ask {
  return ({ name, payload }, caller) => {
    // What a client says by itself, to be kept alive or after a reconnect, shows nobody at work.
    if (!BY_ITSELF.has(name)) engine.whereabouts.isActive(caller.person.user.id);
    const handler = HANDLERS[name] as Handler<EngineCommand>;
    return handler(payload, caller, engine, fingerprint(name, payload));
  };
}

/** The same for the same act, whatever frame brought it: schemas give payloads one order of fields. */
function fingerprint(name: CommandName, payload: object): number {
  return "key" in payload ? Bun.hash.xxHash32(name + JSON.stringify(payload)) : 0;
}
