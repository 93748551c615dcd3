import type { Refusal } from "@parlor/protocol";

/** The sentences that these clients have always been given; for everything else the refusal's own. */
export function errorOf({ code, message }: Refusal): { message: string } {
  switch (code) {
    case "not_signed_in":
    case "token_expired":
      return { message: "Not authenticated" };
    case "no_such_room":
    case "no_such_user":
    case "bad_payload":
      return { message: "Room or user not found" };
    case "empty_message":
      return { message: "Message cannot be empty" };
    case "not_a_member":
    case "not_allowed":
    case "room_closed":
      return { message: "Not authorized to send message in this room" };
    default:
      return { message };
  }
}
