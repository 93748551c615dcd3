import type { CommandRoute } from "./command-route.ts";

const ROOM = "/rooms/{room}";
const QUEUE = "/queues/{queue}";
const REQUEST = `${QUEUE}/requests/{request}`;
const LOBBY = "/lobbies/{lobby}";

/** The rows for rooms with seats, clocks, queues and panels. */
export const POLICY_ROUTES: readonly CommandRoute[] = [
  {
    method: "post",
    path: `${ROOM}/kind`,
    command: "change_kind",
    title: "Put a room under its kind's newest rules",
    about: "Only a back end can. Whoever has a role that is no more gets the default one.",
  },
  { method: "post", path: `${ROOM}/invitations`, command: "invite", title: "Invite somebody", status: 201 },
  {
    method: "delete",
    path: `${ROOM}/invitations/{user}`,
    command: "end_invitation",
    title: "Decline an invitation, or take it back",
  },
  { method: "post", path: `${ROOM}/seat`, command: "take_seat", title: "Take a seat", status: 201 },
  { method: "post", path: `${ROOM}/session/pause`, command: "pause_session", title: "Stop a session's clock" },
  { method: "post", path: `${ROOM}/session/resume`, command: "resume_session", title: "Let the clock run again" },
  { method: "post", path: `${ROOM}/session/extend`, command: "extend_session", title: "Add time to a session" },
  {
    method: "put",
    path: `${ROOM}/checklist/{item}`,
    command: "tick_checklist",
    title: "Tick an item of one's checklist",
    fixed: { on: true },
  },
  {
    method: "delete",
    path: `${ROOM}/checklist/{item}`,
    command: "tick_checklist",
    title: "Take a tick back",
    fixed: { on: false },
  },
  {
    method: "post",
    path: `${ROOM}/searches`,
    command: "search_catalog",
    title: "Search the room's collection",
    about: "A search is an event of the room. With an empty query, the collection by title, and no event.",
  },
  {
    method: "post",
    path: `${ROOM}/items`,
    command: "share_item",
    title: "Share a card of the collection",
    status: 201,
  },
  { method: "get", path: `${ROOM}/topics`, command: "load_topics", title: "What a room talks about" },
  { method: "get", path: "/lobbies", command: "list_lobbies", title: "List the lobbies" },
  { method: "get", path: LOBBY, command: "open_lobby", title: "Look at a lobby" },
  { method: "post", path: "/queues", command: "create_queue", title: "Make a queue", status: 201 },
  {
    method: "get",
    path: "/queues",
    command: "list_queues",
    title: "List queues",
    about: "Those in which one may ask for help or give it, and where one's own requests stand.",
  },
  {
    method: "put",
    path: QUEUE,
    command: "change_queue",
    title: "Change a queue's title, and put it under its kind's newest rules",
    about: "Only a back end can. Open requests stay open; conversations that have begun keep their rules.",
  },
  { method: "get", path: QUEUE, command: "open_queue", title: "Look at a queue", about: "For those who work it." },
  {
    method: "post",
    path: `${QUEUE}/requests`,
    command: "request_help",
    title: "Ask for help",
    status: 201,
    about: "One open request for each person and subject.",
  },
  { method: "post", path: `${QUEUE}/take`, command: "take_request", title: "Take the oldest request, or a named one" },
  { method: "post", path: `${QUEUE}/wait`, command: "wait_for_request", title: "Take the oldest, or get the next" },
  { method: "post", path: `${QUEUE}/stop`, command: "stop_waiting", title: "Wait no longer" },
  { method: "post", path: `${REQUEST}/withdraw`, command: "withdraw_request", title: "Take a request back" },
  { method: "post", path: `${REQUEST}/offer`, command: "offer_request", title: "Offer a request to one agent" },
  { method: "post", path: `${REQUEST}/accept`, command: "accept_offer", title: "Accept an offer" },
  { method: "post", path: `${REQUEST}/decline`, command: "decline_offer", title: "Decline an offer" },
  { method: "post", path: `${REQUEST}/transfer`, command: "transfer_request", title: "Hand a request over" },
  { method: "post", path: `${REQUEST}/close`, command: "close_request", title: "Close a request and its room" },
  { method: "post", path: `${REQUEST}/force`, command: "force_request", title: "Put a request into any state" },
];
