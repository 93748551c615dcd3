import type { Kind, Location, Member } from "@parlor/protocol";
import { hasSeenAnswers } from "./answers.ts";
import { all, type Answer, YES } from "./answer.ts";
import { checkLength, checkSlowMode, limitsOf } from "./limits.ts";
import { checkLocation } from "./location.ts";
import type { RoomState } from "./room-state.ts";
import { checkSpam, type RecentTexts } from "./spam.ts";

/** What the server remembers of one person in one room, over all their connections. */
export interface SenderMemory {
  readonly lastSentAt: number | undefined;
  readonly recent: RecentTexts;
}

/** A text that becomes one of a message in another way: as an edit, or as what somebody asks for help with. */
export function judgeText(kind: Kind, role: string, text: string): Answer {
  return all(checkLength(text, limitsOf(kind, role).maxLength), checkForSpam(kind, role, text, [], 0));
}

/** Everything about a message itself, after `can()` has let its sender speak. */
export function judgeMessage(
  room: RoomState,
  sender: Member,
  message: {
    readonly text: string;
    readonly location?: Location | undefined;
    readonly seenSeq?: number | undefined;
  },
  { lastSentAt, recent }: SenderMemory,
  now: number,
): Answer {
  const { kind } = room;
  const { role } = sender;
  const { maxLength, slowModeMs } = limitsOf(kind, role);
  return all(
    checkLength(message.text, maxLength),
    checkLocation(kind, role, message.location),
    message.seenSeq === undefined ? YES : hasSeenAnswers(room.answers, sender.id, role, message.seenSeq),
    checkSlowMode(slowModeMs, lastSentAt, now),
    checkForSpam(kind, role, message.text, recent, now),
  );
}

function checkForSpam({ spam }: Kind, role: string, text: string, recent: RecentTexts, now: number): Answer {
  return spam && !spam.except.includes(role) ? checkSpam(spam, text, recent, now) : YES;
}
