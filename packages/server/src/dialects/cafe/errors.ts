import type { Refusal } from "@parlor/protocol";

type ErrorCode =
  | "AUTH_REQUIRED"
  | "CAFE_NOT_FOUND"
  | "JOIN_ERROR"
  | "EMPTY_MESSAGE"
  | "MESSAGE_TOO_LONG"
  | "RATE_LIMIT"
  | "SPAM_DETECTED"
  | "SEND_ERROR"
  | "NOT_IN_CAFE";

export interface CafeError {
  readonly code: ErrorCode;
  readonly message: string;
  /** In seconds. */
  readonly retryAfter?: number;
}

export function joinError({ code, message }: Refusal): CafeError {
  return { code: code === "no_such_room" || code === "bad_payload" ? "CAFE_NOT_FOUND" : "JOIN_ERROR", message };
}

export function sendError({ code, message, retryAfterMs = 1_000 }: Refusal): CafeError {
  switch (code) {
    case "empty_message":
      return { code: "EMPTY_MESSAGE", message };
    case "message_too_long":
      return { code: "MESSAGE_TOO_LONG", message };
    case "too_fast":
    case "slow_mode":
      return { code: "RATE_LIMIT", message, retryAfter: Math.ceil(retryAfterMs / 1_000) };
    case "spam":
    case "repeated":
      return { code: "SPAM_DETECTED", message };
    case "no_such_room":
    case "not_a_member":
      return { code: "NOT_IN_CAFE", message };
    default:
      return { code: "SEND_ERROR", message };
  }
}
