import type { SpamPolicy } from "@parlor/protocol";
import { all, type Answer, no, YES } from "./answer.ts";
import { durationMs, spokenDuration } from "./duration.ts";

/** What somebody sent lately, as fingerprints: enough to know a text again, not enough to read it. */
export type RecentTexts = readonly { readonly print: number; readonly at: number }[];

const MAX_RECENT = 200;

/** Whether a text passes, or which rule it breaks and when it would pass. */
export function checkSpam(policy: SpamPolicy, text: string, recent: RecentTexts, now: number): Answer {
  return all(
    checkRepeat(durationMs(policy.repeatWithin), text, recent, now),
    checkCapitals(policy, text),
    checkLinks(policy.links, text),
    checkLetters(policy.repeatedLetters, text),
  );
}

/** Called for what was sent. Forgets what no rule asks about any more. */
export function rememberText(policy: SpamPolicy, recent: RecentTexts, text: string, now: number): RecentTexts {
  const since = now - durationMs(policy.repeatWithin);
  return [...recent.filter(({ at }) => at > since), { print: fingerprint(text), at: now }].slice(-MAX_RECENT);
}

function checkRepeat(withinMs: number, text: string, recent: RecentTexts, now: number): Answer {
  const print = fingerprint(text);
  const last = recent.findLast((one) => one.print === print);
  const waitMs = last ? last.at + withinMs - now : 0;
  return waitMs > 0
    ? no("repeated", `You have just said the same. It can be sent again in ${spokenDuration(waitMs)}.`, waitMs)
    : YES;
}

function checkCapitals({ capitals, capitalsFrom }: SpamPolicy, text: string): Answer {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < capitalsFrom) return YES;
  const upper = text.match(/\p{Lu}/gu)?.length ?? 0;
  return upper > letters * capitals
    ? no("spam", "This looks like shouting: too many capital letters. Write it in small letters.")
    : YES;
}

function checkLinks(most: number, text: string): Answer {
  const links = text.match(/\bhttps?:\/\/\S|\bwww\.[^\s.]/giu)?.length ?? 0;
  if (links <= most) return YES;
  return no("spam", most === 0 ? "Links cannot be sent here." : `At most ${most} links can be in one message.`);
}

function checkLetters(most: number, text: string): Answer {
  let run = 0;
  let last = "";
  for (const letter of text.toLowerCase()) {
    run = letter === last ? run + 1 : 1;
    last = letter;
    if (run > most && /\p{L}/u.test(letter)) {
      return no("spam", `The letter "${letter}" stands more than ${most} times in a row.`);
    }
  }
  return YES;
}

/** 53 bits of a text, whatever its capitals and spaces (cyrb53, public domain). */
function fingerprint(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const letter of text.trim().toLowerCase().replaceAll(/\s+/g, " ")) {
    const code = letter.codePointAt(0) ?? 0;
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
