import { MARK_BYTE } from "../message-text.ts";

/** How many messages a frame's payload brings. A message's text holds one mark and is skipped after it. */
export function countMarks(bytes: Uint8Array, start: number, end: number, textBytes: number): number {
  let marks = 0;
  for (let from = start; from < end;) {
    const at = bytes.indexOf(MARK_BYTE, from);
    if (at < 0 || at >= end) break;
    marks += 1;
    from = at + textBytes;
  }
  return marks;
}
