import { lobby } from "./en/lobby.ts";
import { panels } from "./en/panels.ts";
import { session } from "./en/session.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("en");

/** Every text of the kit. Another language is another object of this shape. */
export const en = {
  lang: "en",
  dir: "ltr" as "ltr" | "rtl",

  someone: "Someone",
  guest: "guest",
  you: "You",
  close: "Close",
  cancel: "Cancel",
  search: "Search",
  tryAgain: "Try again",
  somethingWrong: "That did not work. Please try again.",

  // The kinds that ship, and their roles
  kinds: {
    community: "Community",
    cafe: "Café",
    coached: "Coached conversations",
    interview: "Interview",
    helpdesk: "Help desk",
    direct: "Two people",
    group: "Private group",
  },
  roles: {
    member: "member",
    moderator: "moderator",
    assistant: "assistant",
    client: "client",
    organizer: "organizer",
    participant: "participant",
  },

  // The list of messages
  messagesIn: (room: string) => `Messages in ${room}`,
  loadingMessages: "Loading messages",
  loadingOlder: "Loading older messages",
  startOfRoom: (room: string) => `This is where “${room}” begins`,
  noMessagesYet: "Nothing has been said here yet. Say hello!",
  newMessages: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
  newMessageFrom: (name: string) => `New message from ${name}`,
  unreadFrom: (count: number) => plural(count, { one: "# unread message", other: "# unread messages" }),
  jumpToUnread: "Jump to the first one",
  markAsRead: "Mark as read",
  jumpToLatest: "Jump to the latest message",
  notFound: "This message can no longer be found.",
  roomRefused: "You cannot see this room",

  // One message
  edited: "edited",
  deletedByAuthor: (name: string) => `${name} deleted this message`,
  deletedByYou: "You deleted this message",
  deletedByOther: "This message was removed by a moderator",
  queued: "Waiting to be sent",
  sending: "Sending",
  sent: "Sent",
  failed: "Not sent",
  changeFailed: "The change was not saved",
  retry: "Try again",
  discard: "Discard",
  seenBy: (names: string) => `Seen by ${names}`,
  seenByCount: (count: number) => plural(count, { one: "Seen by # person", other: "Seen by # people" }),
  repliedTo: (name: string) => `In reply to ${name}`,
  repliedToEarlier: "In reply to an earlier message",
  deletedQuote: "Deleted message",
  messageLabel: (parts: { name: string; text: string; time: string; state: string; reactions: string }) =>
    [parts.name, parts.text, parts.time, parts.state, parts.reactions].filter((part) => part !== "").join(", "),
  reactedBy: (names: string) => `from ${names}`,
  reactWith: (emoji: string) => `React with ${emoji}`,
  andOthers: (count: number) => plural(count, { one: "# other", other: "# others" }),

  // What one can do with a message
  actions: "What to do with this message",
  react: "Add a reaction",
  reply: "Reply",
  edit: "Edit",
  delete: "Delete",
  copyText: "Copy text",
  copied: "Copied",
  more: "More",
  deleteQuestion: "Delete this message?",
  deleteWarning: "Nobody will be able to read it any more. This cannot be undone.",

  // What happens in a room
  joined: (names: string, count: number) => plural(count, { one: `${names} joined`, other: `${names} joined` }),
  left: (names: string, count: number) => plural(count, { one: `${names} left`, other: `${names} left` }),
  removedBy: (name: string, by: string) => `${by} removed ${name}`,
  roleChanged: (name: string, role: string) => `${name} is now ${role}`,
  roomRenamed: (title: string) => `The room is now called “${title}”`,
  roomClosed: (by: string) => `${by} closed the room`,
  somethingHappened: "Something changed in this room",
  eventCount: (count: number) => plural(count, { one: "# change", other: "# changes" }),
  showAll: "Show all",
  showLess: "Show less",

  // Writing
  writeTo: (room: string) => `Message ${room}`,
  write: "Write a message",
  send: "Send",
  save: "Save",
  editing: "Editing your message",
  replyingTo: (name: string) => `Replying to ${name}`,
  cancelEdit: "Stop editing",
  cancelReply: "Do not reply",
  emoji: "Emoji",
  people: "People",
  suggestions: "People you can mention",
  suggestionCount: (count: number) => plural(count, { one: "# person found", other: "# people found" }),
  charactersLeft: (count: number) => plural(count, { one: "# character left", other: "# characters left" }),
  tooLongBy: (count: number) => plural(count, { one: "# character too many", other: "# characters too many" }),
  slowMode: (wait: string) => `Slow mode: you can send again in ${wait}`,
  tooFast: (wait: string) => `You are quick! Your message goes out by itself in ${wait}`,
  willSendLater: "You are offline. What you write is sent as soon as you are back.",
  willSendSignedIn: "You are not signed in any more. What you write is sent as soon as you are signed in again.",
  waitingToSend: (count: number) => plural(count, { one: "# message is waiting.", other: "# messages are waiting." }),
  noFiles: "Files cannot be sent here, only text. An address of a picture or a file can.",
  textKept: "Your text is still here.",
  closedRoom: "This room is closed. You can still read it.",
  closedBecause: "This room is closed:",
  joinToWrite: "Join this room to write in it.",
  mayNotWrite: "You can read this room, but not write in it.",
  join: "Join",
  typing: (names: string, count: number) => plural(count, { one: `${names} is typing`, other: `${names} are typing` }),
  severalTyping: "Several people are typing",

  // Emoji
  searchEmoji: "Search emoji",
  noEmoji: "No emoji found",
  loadingEmoji: "Loading emoji",
  recentEmoji: "Used lately",
  emojiGroups: {
    0: "Smileys and feelings",
    1: "People",
    3: "Animals and nature",
    4: "Food and drink",
    5: "Travel and places",
    6: "Activities",
    7: "Things",
    8: "Symbols",
    9: "Flags",
  },

  // Rooms
  rooms: "Rooms",
  searchRooms: "Search your rooms",
  noRooms: "You are in no room yet",
  noRoomsHint: "Look around, or open a room of your own.",
  noRoomFound: (search: string) => `No room of yours is called “${search}”`,
  roomState: (parts: { unread: number; mentions: number; closed: boolean }) =>
    [
      parts.mentions > 0 ? plural(parts.mentions, { one: "mentions you once", other: "mentions you # times" }) : "",
      parts.unread > 0 ? plural(parts.unread, { one: "# unread message", other: "# unread messages" }) : "",
      parts.closed ? "closed" : "",
    ]
      .filter((part) => part !== "")
      .join(", "),
  members: (count: number) => plural(count, { one: "# member", other: "# members" }),
  closedMark: "closed",
  unnamedRoom: "Unnamed room",

  // People
  hereNow: (count: number) => plural(count, { one: "# here", other: "# here" }),
  here: "Here",
  away: "Away",
  online: "here",
  notHere: "Not here",
  nobodyHere: "Nobody is here at the moment.",
  andMoreMembers: (count: number) => plural(count, { one: "and # more", other: "and # more" }),

  // What a room talks about
  topics: "What people talk about",
  noTopics: "Nothing in particular yet.",
  topicReason: (count: number) => plural(count, { one: "said once lately", other: "said # times lately" }),

  // The connection
  connecting: "Connecting …",
  reconnecting: "The connection was lost. Reconnecting …",
  reconnectIn: (wait: string) => `No connection. Next try in ${wait}`,
  reconnectNow: "Try now",
  offline: "You are offline.",
  backOnline: "You are connected again",
  catchingUp: "Catching up …",

  lobby,
  session,
  panels,
};

export type Texts = typeof en;
