import { parse } from "csv-parse";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { WrongUse } from "./command.ts";

/** One record of a file, as it stands there, or why it is none. `bytes` is how far the file has been read. */
export interface FileRecord {
  readonly line: number;
  readonly bytes: number;
  readonly fields: unknown;
  readonly fault?: string;
}

export const FORMATS = ["jsonl", "csv"] as const;
export type Format = (typeof FORMATS)[number];

/** By what the file is called, when nobody says it. */
export function formatOf(file: string, said: string | undefined): Format {
  const format = said ?? file.split(".").at(-1)?.toLowerCase().replace("ndjson", "jsonl");
  const known = FORMATS.find((one) => one === format);
  if (!known) throw new WrongUse(`Is ${file} jsonl or csv? Say so with --format.`);
  return known;
}

/** The records of a file one after another: never the whole file in memory. */
export async function* recordsOf(file: string, format: Format): AsyncGenerator<FileRecord> {
  const stream = createReadStream(file, { encoding: "utf8" });
  const bytes = () => stream.bytesRead;
  yield* format === "csv" ? csvRecords(stream, bytes) : jsonRecords(stream, bytes);
}

async function* jsonRecords(stream: NodeJS.ReadableStream, bytes: () => number): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    const json = line === 1 ? text.replace(/^\uFEFF/, "") : text;
    if (json.trim() !== "") yield { line, bytes: bytes(), ...parsed(json) };
  }
}

function parsed(text: string): { fields: unknown; fault?: string } {
  try {
    return { fields: JSON.parse(text) as unknown };
  } catch {
    // What the parser says is about its own state; the line's number is what helps.
    return { fields: undefined, fault: "This is not JSON." };
  }
}

/** The first record names the columns. An empty cell is a field that is not there. */
async function* csvRecords(stream: NodeJS.ReadableStream, bytes: () => number): AsyncGenerator<FileRecord> {
  const parser = stream.pipe(parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true }));
  let columns: readonly string[] | undefined;
  let from = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = from;
      from = info.lines + 1;
      if (!columns) {
        columns = record.map((name) => name.trim().toLowerCase());
        continue;
      }
      const cells = columns.map((name, at) => [name, record[at]] as const);
      const fields = Object.fromEntries(cells.filter(([, cell]) => cell !== undefined && cell !== ""));
      const wrong = record.length !== columns.length;
      const fault = `This has ${record.length} columns, and the first line has ${columns.length}.`;
      yield { line, bytes: bytes(), fields, ...(wrong && { fault }) };
    }
  } catch (error) {
    // A quote that is never closed: nothing after it can be told apart.
    yield { line: from, bytes: bytes(), fields: undefined, fault: `From here on this is not CSV: ${reason(error)}` };
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
