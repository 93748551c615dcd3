import type { RefusalCode } from "@parlor/protocol";

export type No = {
  readonly ok: false;
  readonly code: RefusalCode;
  /** A sentence for a person. */
  readonly reason: string;
  readonly retryAfterMs?: number;
};
export type Answer = { readonly ok: true } | No;

export const YES: Answer = { ok: true };
export const no = (code: RefusalCode, reason: string, retryAfterMs?: number): No => ({
  ok: false,
  code,
  reason,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** The first reason to say no. */
export function all(...answers: readonly Answer[]): Answer {
  return answers.find((answer) => !answer.ok) ?? YES;
}

/** "a moderator", "an organizer or a moderator". */
export function anyOf(roles: readonly string[]): string {
  return roles.map((role) => `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`).join(" or ");
}
