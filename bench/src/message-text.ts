/**
 * One byte that stands once in every message and nowhere else in a frame, so that the load counts deliveries by looking
 * for a byte instead of parsing JSON, and counts right when several messages share a frame.
 */
export const MARK = "^";
export const MARK_BYTE = MARK.charCodeAt(0);

/** Where `Phrase` writes the message's number. */
export const NUMBER_SLOT = "########";

const SENTENCE = "see you all at the corner table after lunch and bring the cards ";

/** What people say in the benchmark: a number, so that no two are the same, and plain words; `bytes` long. */
export function messageText(bytes: number): string {
  return `${MARK}${NUMBER_SLOT} ${SENTENCE.repeat(Math.ceil(bytes / SENTENCE.length))}`.slice(0, bytes);
}
