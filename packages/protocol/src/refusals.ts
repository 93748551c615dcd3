import { z } from "zod";

/** Why the server said no to one command. The connection stays. */
export const REFUSALS = {
  bad_frame: { retry: "never" },
  unknown_command: { retry: "never" },
  bad_payload: { retry: "never" },
  hello_first: { retry: "never" },
  hello_twice: { retry: "never" },
  too_large: { retry: "never" },
  bad_content_type: { retry: "never" },
  not_found: { retry: "never" },
  foreign_origin: { retry: "never" },
  bad_token: { retry: "never" },
  token_expired: { retry: "never" },
  guests_off: { retry: "never" },
  accounts_off: { retry: "never" },
  wrong_password: { retry: "never" },
  not_signed_in: { retry: "never" },
  not_allowed: { retry: "never" },
  not_a_member: { retry: "never" },
  no_such_room: { retry: "never" },
  no_such_kind: { retry: "never" },
  no_such_message: { retry: "never" },
  no_such_user: { retry: "never" },
  room_exists: { retry: "never" },
  room_closed: { retry: "never" },
  room_full: { retry: "later" },
  empty_message: { retry: "never" },
  message_too_long: { retry: "never" },
  too_many: { retry: "never" },
  key_reused: { retry: "never" },
  name_taken: { retry: "never" },
  bad_kind: { retry: "never" },
  bad_location: { retry: "never" },
  spam: { retry: "never" },
  repeated: { retry: "later" },
  slow_mode: { retry: "later" },
  someone_answered: { retry: "never" },
  no_seat: { retry: "later" },
  seat_taken: { retry: "later" },
  session_waiting: { retry: "later" },
  session_paused: { retry: "later" },
  session_over: { retry: "never" },
  no_such_item: { retry: "never" },
  no_such_queue: { retry: "never" },
  no_such_request: { retry: "never" },
  queue_exists: { retry: "never" },
  queue_empty: { retry: "later" },
  queue_full: { retry: "later" },
  request_exists: { retry: "never" },
  request_taken: { retry: "never" },
  offer_gone: { retry: "never" },
  agent_away: { retry: "later" },
  too_fast: { retry: "later" },
  server_error: { retry: "later" },
} as const satisfies Record<string, { retry: "never" | "later" }>;
export type RefusalCode = keyof typeof REFUSALS;

export const RefusalCode = z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]]);

/** `message` is a sentence for a person. A client that does not know `code` goes by `retry`. */
export const Refusal = z.object({
  code: RefusalCode,
  message: z.string(),
  retry: z.enum(["never", "later"]),
  retryAfterMs: z.int().min(0).optional(),
});
export type Refusal = z.infer<typeof Refusal>;

export function refusal(code: RefusalCode, message: string, retryAfterMs?: number): Refusal {
  return {
    code,
    message,
    retry: REFUSALS[code].retry,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}
