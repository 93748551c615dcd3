export type { Answer, No } from "./answer.ts";
export { askForHelp, type Need, openRequest } from "./ask-for-help.ts";
export * from "./can.ts";
export { changeQueue } from "./change-queue.ts";
export { changeKind } from "./change-kind.ts";
export { doneBy, openItems } from "./checklists.ts";
export { conversationToken } from "./conversation-token.ts";
export { durationMs, spokenDuration } from "./duration.ts";
export { closeRequest, forceRequest, withdrawRequest } from "./end-request.ts";
export { type GoneSince, lapseSeats, PAGE_CHANGE_MS, seatDeadline, unseatGhosts } from "./ghosts.ts";
export { transferRequest } from "./hand-over-request.ts";
export {
  isReadable,
  isReadBySome,
  type Sight,
  sightOf,
  stateReadFrom,
  WHOLE_SIGHT,
  withheld,
} from "./history-visibility.ts";
export * from "./inbox-state.ts";
export { invitationOf } from "./invitations.ts";
export { endInvitation, invite } from "./invite.ts";
export { judgeMessage, judgeText, type SenderMemory } from "./judge-message.ts";
export { type Fault, kindFaults } from "./kind-faults.ts";
export { closeRoom, leaveRoom } from "./leave-room.ts";
export { checkSlowMode, type Limits, limitsOf } from "./limits.ts";
export { hostRole, lobbyChange, lobbyRoom, lobbyUpkeep, openLobbyRoom } from "./lobby.ts";
export { checkLocation, maySayWhere, rounded } from "./location.ts";
export * from "./message.ts";
export { acceptOffer, declineOffer, offerRequest, stopWaiting, waitForRequest } from "./offer-request.ts";
export { dotted, parseKind, parseSavedKind } from "./parse-kind.ts";
export type { NextSeq, Planned, Verdict } from "./plan.ts";
export { canReadArchive, type EndedConversation, QueuePast } from "./queue-archive.ts";
export { fireQueue, type QueueDeadline, queueDeadlines, type QueueFiring } from "./queue-deadlines.ts";
export { queuePlace, queuePlaces, waitingRequests } from "./queue-place.ts";
export { canOpenQueue, canQueue, type QueueAsker, type QueueScene } from "./queue-scene.ts";
export { foldQueue, queueFromView, type QueueState, queueView } from "./queue-state.ts";
export { queueSummary } from "./queue-summary.ts";
export * from "./rate.ts";
export { roomAfter } from "./room-after.ts";
export * from "./room-state.ts";
export * from "./roster.ts";
export { freeSeat, isFull, seated, seatsFor } from "./seats.ts";
export {
  type Deadline,
  extendSession,
  fireSession,
  type Firing,
  type LastActive,
  pauseSession,
  resumeSession,
  sessionDeadlines,
  startSession,
} from "./session.ts";
export { isOpenFor, timeLeftMs } from "./session-phase.ts";
export { isGoing } from "./session-state.ts";
export { checkSpam, type RecentTexts, rememberText } from "./spam.ts";
export { type Taker, takerOf, takeRequest } from "./take-request.ts";
export { type Comer, rolesIn, type SeatWish, takeSeat } from "./take-seat.ts";
export { type Said, Topics } from "./topics.ts";
export * from "./unreachable.ts";
export { PRESETS } from "./kinds/presets.ts";
