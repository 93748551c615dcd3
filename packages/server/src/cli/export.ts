import type { RoomEvent } from "@parlor/protocol";
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ConversationLogs } from "../storage/conversation-logs.ts";
import { PostgresLogs } from "../storage/postgres/postgres-logs.ts";
import { SqliteLogs } from "../storage/sqlite/sqlite-logs.ts";
import { DATABASE_FILE } from "../storage/sqlite/sqlite-store.ts";
import { type CliCommand, type Io, WrongUse } from "./command.ts";
import { CSV_HEAD, csvLine } from "./csv-line.ts";
import { type ExportRecord, type Logged, recordsOf } from "./export-records.ts";
import { optionsIn } from "./options.ts";
import { unlessEnough } from "./terminal.ts";

const PAGE = 1_000;

export const exportConversations: CliCommand = {
  words: ["export"],
  usage: "export ROOM|KIND --format jsonl|csv [--out FILE]",
  about: [
    "Writes one conversation, or all of a kind: turns with roles, timings and edits, searches, shared items,",
    "checklists, the session's events and the conversation's token. Deleted messages have no text.",
    "Without --out it goes to the standard output.",
  ],
  async run(args, io) {
    const { format, out, name } = options(args);
    const logs = opened(io);
    try {
      const rooms = await logs.roomsOf(name);
      if (rooms.length === 0) {
        io.err(`No room has the id or the kind ${JSON.stringify(name)}.`);
        return 1;
      }
      let turns = 0;
      const lines = async function* () {
        if (format === "csv") yield `${CSV_HEAD}\n`;
        for (const [index, room] of rooms.entries()) {
          for (const record of recordsOf(room, await logOf(logs, room))) {
            if (record.record === "turn") turns++;
            yield `${lineOf(record, format)}\n`;
          }
          io.progress(index + 1, rooms.length, `${index + 1} of ${rooms.length} rooms`);
        }
      };
      if (out !== undefined) await pipeline(lines, await fileFor(out));
      else await pipeline(lines, process.stdout, { end: false }).catch(unlessEnough);
      io.err(`${rooms.length} conversations, ${turns} turns.`);
      return 0;
    } finally {
      await logs.close();
    }
  },
};

function options(args: readonly string[]) {
  const { values, positionals } = optionsIn({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: "string" }, out: { type: "string" } },
  });
  const [name, ...more] = positionals;
  const { format, out } = values;
  if (name === undefined || more.length > 0) throw new WrongUse("Which room, or which kind of rooms?");
  if (format !== "jsonl" && format !== "csv") throw new WrongUse("Say --format jsonl or --format csv.");
  return { name, format, out } as const;
}

function opened({ env }: Io): ConversationLogs {
  if (env["DATABASE_URL"]) return new PostgresLogs(env["DATABASE_URL"]);
  const folder = env["DATA_DIR"] || "./data";
  if (!existsSync(join(folder, DATABASE_FILE))) {
    throw new WrongUse(`There are no conversations in ${folder}. Where they are is said by DATA_DIR.`);
  }
  return new SqliteLogs(folder);
}

async function fileFor(out: string): Promise<NodeJS.WritableStream> {
  try {
    return (await open(out, "w")).createWriteStream();
  } catch (error) {
    throw new WrongUse(`${out} cannot be written: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

async function logOf(logs: ConversationLogs, room: string): Promise<Logged[]> {
  const log: Logged[] = [];
  for (;;) {
    const rows = await logs.after(room, log.at(-1)?.now.seq ?? 0, PAGE);
    for (const { now, first } of rows) {
      log.push({ now: JSON.parse(now) as RoomEvent, first: JSON.parse(first) as RoomEvent });
    }
    if (rows.length < PAGE) return log;
  }
}

const lineOf = (record: ExportRecord, format: "jsonl" | "csv"): string =>
  format === "csv" ? csvLine(record) : JSON.stringify(record);
