import { existsSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { markMoved, movedAs } from "../storage/sqlite/moved-away.ts";
import { DataInUse } from "../storage/sqlite/data-lock.ts";
import { DATABASE_FILE } from "../storage/sqlite/sqlite-store.ts";
import { inFolder } from "../storage/unusable-folder.ts";
import { type CliCommand, type Io, WrongUse } from "./command.ts";
import { differences } from "./move/differences.ts";
import { FolderSource } from "./move/folder-source.ts";
import { moveCatalogs } from "./move/move-catalogs.ts";
import { MOVED_TABLES } from "./move/moved-tables.ts";
import { PostgresTarget } from "./move/postgres-target.ts";
import { optionsIn } from "./options.ts";

const DIFFERENCES_TOLD = 20;

export const migrateStore: CliCommand = {
  words: ["migrate-store"],
  usage: "migrate-store --to postgres://USER@HOST/DATABASE",
  about: [
    "Moves everything in DATA_DIR into an empty Postgres: clients go on there where they left off here.",
    "Stop the server first. What was interrupted goes on where it was when it is run again. At the end every stream",
    "is compared. The folder stays as it is, and no server starts on it any more.",
  ],
  async run(args, io) {
    const url = destination(args);
    const folder = io.env["DATA_DIR"] || "./data";
    if (!existsSync(join(folder, DATABASE_FILE))) {
      throw new WrongUse(`There is nothing to move in ${folder}. Where the data is is said by DATA_DIR.`);
    }
    try {
      const source = await inFolder(folder, () => new FolderSource(folder));
      try {
        const target = await PostgresTarget.open(url);
        try {
          return await move({ folder, url, source, target, io });
        } finally {
          await target.close();
        }
      } finally {
        source.close();
      }
    } catch (error) {
      io.err(sentenceOf(error, folder, url));
      return 1;
    }
  },
};

interface Move {
  readonly folder: string;
  readonly url: string;
  readonly source: FolderSource;
  readonly target: PostgresTarget;
  readonly io: Io;
}

async function move({ folder, url, source, target, io }: Move): Promise<number> {
  const refusal = await target.refusal(movedAs(folder));
  if (refusal !== undefined) {
    io.err(refusal);
    return 1;
  }
  const name = markMoved(folder);
  if (await target.isDone(name)) {
    io.out("Everything was moved to this database before. Start the servers with DATABASE_URL.");
    return 0;
  }
  await target.begin(name);

  const total = MOVED_TABLES.reduce((rows, table) => rows + source.count(table), 0);
  let done = 0;
  for (const table of MOVED_TABLES) {
    done += await target.count(table);
    for (const batch of source.batches(table, await target.lastKey(table))) {
      await target.insert(table, batch);
      done += batch.length;
      io.progress(done, total * 2, `${done} of ${total} rows moved`);
    }
  }
  if (source.secret !== undefined) await target.keepSecret(source.secret);

  let compared = 0;
  const found = await differences(source, target, (rows) => {
    compared += rows;
    io.progress(total + compared, total * 2, `${compared} of ${total} rows compared`);
  });
  found.push(...(await moveCatalogs(folder, url, target)));
  if (found.length > 0) {
    for (const difference of found.slice(0, DIFFERENCES_TOLD)) io.err(difference);
    if (found.length > DIFFERENCES_TOLD) io.err(`… and ${found.length - DIFFERENCES_TOLD} more.`);
    io.err(
      "What is in Postgres is not what is in the folder. Nothing was released; take an empty database and try again.",
    );
    return 1;
  }
  await target.finish(name);
  io.out(`${total} rows were moved and compared, and are the same. Start the servers with DATABASE_URL.`);
  return 0;
}

function destination(args: readonly string[]): string {
  const { to } = optionsIn({ args: [...args], options: { to: { type: "string" } } }).values;
  if (to === undefined || !URL.canParse(to) || !/^postgres(ql)?:$/.test(new URL(to).protocol)) {
    throw new WrongUse("Where to? Say --to postgres://USER@HOST/DATABASE.");
  }
  return to;
}

function sentenceOf(error: unknown, folder: string, url: string): string {
  if (error instanceof DataInUse) return `A Parlor server is using ${folder}. Stop it, and run this again.`;
  if (error instanceof CannotStart) return error.message;
  const { hostname, pathname } = new URL(url);
  const why = error instanceof Error ? error.message : String(error);
  return `The database ${pathname.slice(1)} at ${hostname} cannot be used: ${why.trim().replace(/\.*$/, ".")}`;
}
