import type { ExportRecord } from "./export-records.ts";

/** What every line may have. The rest of a record is in the last column, as JSON. */
const COLUMNS = [
  "record",
  "room",
  "kind",
  "token",
  "seq",
  "at",
  "sinceStartMs",
  "turn",
  "sincePreviousMs",
  "user",
  "name",
  "role",
  "text",
] as const;

export const CSV_HEAD = [...COLUMNS, "more"].join(",");

export function csvLine(record: ExportRecord): string {
  const rest = Object.fromEntries(
    Object.entries(record).filter(([name]) => !(COLUMNS as readonly string[]).includes(name)),
  );
  const more = Object.keys(rest).length > 0 ? JSON.stringify(rest) : "";
  return [...COLUMNS.map((name) => cell(record[name])), cell(more)].join(",");
}

function cell(value: unknown): string {
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
