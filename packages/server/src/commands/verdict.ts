import { type AnyEvent, type Refusal, refusal } from "@parlor/protocol";
import type { Answer, No, Planned, Verdict } from "@parlor/rules";
import type { Decision } from "../streams/decision.ts";

export const refusalFrom = ({ code, reason, retryAfterMs }: No): Refusal => refusal(code, reason, retryAfterMs);

/** What the rules decided, as the journal takes it. */
export function decisionOf<More, Reply>(
  verdict: Verdict<More>,
  reply: (said: { readonly drafts: readonly Planned[] } & More, events: readonly AnyEvent[]) => Reply,
): Decision<Reply> {
  if (!verdict.ok) return { refused: refusalFrom(verdict) };
  return { drafts: verdict.drafts, reply: (events) => reply(verdict, events) };
}

export const ifAllowed = <More>(answer: Answer, verdict: () => Verdict<More>): Verdict<More> =>
  answer.ok ? verdict() : answer;
