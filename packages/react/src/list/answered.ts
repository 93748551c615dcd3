import type { MessageRow } from "@parlor/client";

/** What a message answers: the row, or that it is not at hand. */
export function answeredBy({ message }: MessageRow, rows: readonly { kind: string; seq?: number | undefined }[]) {
  if (message.replyTo === undefined) return undefined;
  const row = rowAt(rows, message.replyTo);
  return row?.kind === "message" ? (row as MessageRow) : ("unknown" as const);
}

/** Rows stand by seq; the ones that wait have none and stand last. */
function rowAt<Row extends { kind: string; seq?: number | undefined; from?: number }>(
  rows: readonly Row[],
  seq: number,
): Row | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if ((row?.seq ?? row?.from ?? Number.POSITIVE_INFINITY) < seq) low = middle + 1;
    else high = middle;
  }
  return rows[low]?.seq === seq ? rows[low] : undefined;
}
