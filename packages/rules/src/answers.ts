import type { RoomEvent } from "@parlor/protocol";
import { type Answer, no, YES } from "./answer.ts";

/** Of each role, where its newest message is and whose it is. */
export type Answers = Readonly<Record<string, { readonly seq: number; readonly by: string }>>;

export function foldAnswers(answers: Answers, event: RoomEvent & { type: "message_posted" }): Answers {
  const { role } = event.data;
  return role === undefined ? answers : { ...answers, [role]: { seq: event.seq, by: event.actor } };
}

/** Two agents must not answer the same person blindly: a colleague's answer has to be seen before one's own is sent. */
export function hasSeenAnswers(answers: Answers, user: string, role: string, seenSeq: number): Answer {
  const last = answers[role];
  return last && last.seq > seenSeq && last.by !== user
    ? no("someone_answered", `Another ${role} has just answered. Read that first.`)
    : YES;
}
