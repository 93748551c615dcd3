import type { CommandRoute } from "./command-route.ts";

const ROOM = "/rooms/{room}";
const MESSAGE = `${ROOM}/messages/{seq}`;
const REACTION = `${MESSAGE}/reactions/{emoji}`;
const MEMBER = `${ROOM}/members/{user}`;

export const ROOM_ROUTES: readonly CommandRoute[] = [
  {
    method: "get",
    path: "/rooms",
    command: "list_rooms",
    title: "List rooms",
    about: "One's own rooms with their unread counts, or with `of=listed` those that anybody may see.",
  },
  {
    method: "post",
    path: "/rooms",
    command: "create_room",
    title: "Make a room",
    status: 201,
    about: "The creator becomes a member, except a back end that acts as itself.",
  },
  {
    method: "get",
    path: ROOM,
    command: "get_room",
    title: "Look at a room",
    about: "Its state now: policy, members, counts, who is here. Looking joins nobody.",
  },
  { method: "put", path: ROOM, command: "change_room", title: "Change a room's title or description" },
  {
    method: "post",
    path: `${ROOM}/close`,
    command: "close_room",
    title: "Close a room",
    about: "It can still be read by those who could, and nothing can be added.",
  },
  {
    method: "get",
    path: `${ROOM}/events`,
    command: "load_history",
    title: "Read a page of events",
    about: "Oldest first. A message comes as it is now: its current text and its reactions.",
  },
  {
    method: "post",
    path: `${ROOM}/messages`,
    command: "send_message",
    title: "Send a message",
    status: 201,
    about: "Answered once it is stored. The same key again sends nothing and gets the first answer.",
  },
  { method: "put", path: MESSAGE, command: "edit_message", title: "Edit a message" },
  {
    method: "delete",
    path: MESSAGE,
    command: "delete_message",
    title: "Delete a message",
    about: "Takes its text away for everybody. Its place stays.",
  },
  { method: "put", path: REACTION, command: "react", title: "React to a message", fixed: { on: true } },
  { method: "delete", path: REACTION, command: "react", title: "Take a reaction back", fixed: { on: false } },
  { method: "post", path: `${ROOM}/join`, command: "join_room", title: "Join a room" },
  { method: "put", path: MEMBER, command: "set_member", title: "Let somebody in, or change their role" },
  { method: "delete", path: MEMBER, command: "leave_room", title: "Leave, or remove somebody" },
  {
    method: "post",
    path: `${ROOM}/read`,
    command: "mark_read",
    title: "Mark as read",
    about: "A marker only moves forward.",
  },
];
