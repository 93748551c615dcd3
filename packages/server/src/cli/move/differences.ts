import type { FolderSource, StreamSum } from "./folder-source.ts";
import { MOVED_TABLES } from "./moved-tables.ts";
import type { PostgresTarget } from "./postgres-target.ts";

const STREAMS_AT_ONCE = 500;

/** Compares everything, every stream by itself, and gives what is not the same in words. */
export async function differences(
  source: FolderSource,
  target: PostgresTarget,
  compared: (rows: number) => void,
): Promise<string[]> {
  const found: string[] = [];
  for (const table of MOVED_TABLES) {
    if (table.name === "events") {
      const last = source.lastStream;
      for (let after = 0; after < last; after += STREAMS_AT_ONCE) {
        const until = Math.min(last, after + STREAMS_AT_ONCE);
        const here = source.streamSums(table, after, until);
        found.push(...streamDifferences(here, await target.streamSums(table, after, until)));
        compared(here.reduce((rows, sum) => rows + sum.rows, 0));
      }
    } else {
      const here = source.sum(table);
      const there = await target.sum(table);
      if (here.rows !== there.rows) found.push(`${table.name}: ${here.rows} rows here, ${there.rows} in Postgres`);
      else if (here.print !== there.print) found.push(`${table.name}: as many rows, but not the same`);
      compared(here.rows);
    }
  }
  if (source.secret !== undefined && source.secret !== (await target.secret())) found.push("the servers' own secret");
  return found;
}

function streamDifferences(here: readonly StreamSum[], there: readonly StreamSum[]): string[] {
  const moved = new Map(there.map((sum) => [sum.stream, sum]));
  const known = new Set(here.map(({ stream }) => stream));
  const differing = here.filter(({ stream, rows, head, print }) => {
    const other = moved.get(stream);
    return other?.rows !== rows || other.head !== head || other.print !== print;
  });
  return [
    ...differing.map(({ stream, rows, head }) => {
      const other = moved.get(stream);
      const its = `${rows} events up to ${head} here, ${other?.rows ?? 0} up to ${other?.head ?? 0} in Postgres`;
      return `the events of stream ${stream}: ${its}${other?.rows === rows ? ", with another content" : ""}`;
    }),
    ...there.flatMap(({ stream }) => (known.has(stream) ? [] : `the events of stream ${stream}: only in Postgres`)),
  ];
}
