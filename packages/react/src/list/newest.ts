import type { MessageRow, Row } from "@parlor/client";

/** Where the newest stored message stands; 0 when there is none. */
export function newestSeq(rows: readonly Row[]): number {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.kind === "message" && row.seq !== undefined) return row.seq;
  }
  return 0;
}

/** The stored messages that came after a seq, oldest first. */
export function messagesAfter(rows: readonly Row[], seq: number): readonly MessageRow[] {
  const messages: MessageRow[] = [];
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.kind !== "message" || row.seq === undefined) continue;
    if (row.seq <= seq) break;
    messages.push(row);
  }
  return messages.reverse();
}
