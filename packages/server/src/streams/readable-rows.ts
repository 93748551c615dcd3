import { isReadable, withheld } from "@parlor/rules";
import type { Row } from "../storage/store.ts";
import { parseRow } from "./window.ts";

/** Of these rows, what somebody may read who may not read up to `floor`. */
export function readableRows(rows: readonly Row[], floor: number): readonly Row[] {
  return floor === 0 ? rows : rows.filter(({ seq }) => seq > floor).map((row) => readableRow(row, floor));
}

/** Most rows change nothing earlier, and are not parsed to find that out. */
function readableRow(row: Row, floor: number): Row {
  if (!row.json.includes('"target":')) return row;
  const event = parseRow(row);
  return isReadable(event, floor + 1) ? row : { seq: row.seq, json: JSON.stringify(withheld(event)) };
}
