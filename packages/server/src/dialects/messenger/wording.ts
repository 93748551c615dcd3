import type { RefusalCode } from "@parlor/protocol";

/** Every error that these clients may see, letter for letter. */
export const SAID = {
  malformed: "malformed message",
  noSuchType: "invalid message type",
  badPayload: "invalid message payload",
  noSuchChat: "chat not found",
  notSaved: "message could not be saved",
  notCreated: "chat could not be created",
  notClosed: "chat could not be closed",
  noMessages: "could not get messages",
  noQueue: "could not get chat from queue",
  noChats: "could not get chats",
  timeout: "timeout",
} as const;

export const noAccess = (chat: string): string => `you have no access to chat ${chat}`;

/** What a refusal about one chat is called; `otherwise` for all that has no words of its own. */
export function chatError(code: RefusalCode, chat: string, otherwise: string): string {
  switch (code) {
    case "bad_payload":
    case "empty_message":
    case "bad_location":
      return SAID.badPayload;
    case "no_such_room":
    case "room_closed":
      return SAID.noSuchChat;
    case "not_a_member":
    case "not_allowed":
      return noAccess(chat);
    default:
      return otherwise;
  }
}
