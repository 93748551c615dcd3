import type { Refusal, RefusalCode } from "@parlor/protocol";

/** The server said no. `message` is a sentence for a person. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: RefusalCode;
  readonly retry: Refusal["retry"];
  readonly retryAfterMs: number | undefined;

  constructor({ code, message, retry, retryAfterMs }: Refusal) {
    super(message);
    this.code = code;
    this.retry = retry;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came, so nobody here knows whether it happened. Asking again with the same key is safe. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}
