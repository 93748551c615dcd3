import { isReadable, type Sight, WHOLE_SIGHT, withheld } from "@parlor/rules";
import type { Row } from "../storage/store.ts";
import { parseRow } from "./window.ts";

/** Of these rows, what somebody may read. What lies before it is left out, what lies between is withheld. */
export function readableRows(rows: readonly Row[], sight: Sight): readonly Row[] {
  if (sight === WHOLE_SIGHT) return rows;
  return rows.filter(({ seq }) => seq >= sight.from).map((row) => readableRow(row, sight));
}

/** Most rows are for everybody, and are not parsed to find that out. */
function readableRow(row: Row, sight: Sight): Row {
  if (!row.json.includes('"target":') && !row.json.includes('"type":"searched"')) return row;
  const event = parseRow(row);
  return isReadable(event, sight) ? row : { seq: row.seq, json: JSON.stringify(withheld(event)) };
}
