import { roomStream } from "@parlor/protocol";
import { RawJson } from "../encoding/raw-json.ts";
import { done, refused } from "../outcome.ts";
import type { OpenStream } from "../streams/open-stream.ts";
import { readableRows } from "../streams/readable-rows.ts";
import type { Row } from "../storage/store.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Engine, type Handler, roomIn } from "./engine.ts";
import { personSight } from "./visibility.ts";
import { pageFrom, pageTo, rowsJson } from "./watching.ts";

export const loadHistory: Handler<"load_history"> = async ({ room: id, before, after, limit }, { person }, engine) => {
  const name = roomStream(id);
  const stream = await engine.streams.open(name);
  const room = roomIn(stream, name);
  if (!room) return refused(noSuchRoom(id));
  const no = refusalOf(person, { do: "read" }, room);
  if (no) return refused(no);

  const sight = personSight(room, person);
  const floor = sight.from - 1;
  const asked = {
    before,
    after: after === undefined ? undefined : Math.max(after, Math.min(floor, stream.head)),
    limit,
  };
  const found = readableRows(await page(stream, asked, engine), sight);
  const rows = after === undefined ? pageTo(found) : pageFrom(found);
  const isFull = found.length === limit || rows.length < found.length;
  const { from, to } = covered(rows, isFull, { before, after }, stream.head);
  return done(
    new RawJson(
      `{"room":${JSON.stringify(id)},"epoch":${JSON.stringify(stream.epoch)},"from":${from},"to":${to},"events":${rowsJson(rows)}}`,
    ),
  );
};

interface Asked {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly limit: number;
}

/** From memory when all of it is there, which is the usual case for what is new. */
async function page(stream: OpenStream, { before, after, limit }: Asked, { store }: Engine): Promise<readonly Row[]> {
  if (after !== undefined) {
    const rows = stream.window.after(after);
    return rows ? rows.slice(0, limit) : store.read(stream.name, { after, limit });
  }
  const end = Math.min(before ?? Number.POSITIVE_INFINITY, stream.head + 1);
  if (end - limit >= stream.window.from) return (stream.window.after(end - limit - 1) ?? []).slice(0, limit);
  return store.read(stream.name, { before: end, limit });
}

/** The seqs that the page speaks for. A page that ran into the beginning, the head or the floor covers up to there. */
function covered(
  rows: readonly Row[],
  isFull: boolean,
  { before, after }: Pick<Asked, "before" | "after">,
  head: number,
): { from: number; to: number } {
  if (after !== undefined) return { from: after + 1, to: isFull ? (rows.at(-1)?.seq ?? after) : Math.max(after, head) };
  const to = Math.min(before ?? Number.POSITIVE_INFINITY, head + 1) - 1;
  return { from: isFull ? (rows[0]?.seq ?? 1) : 1, to };
}
