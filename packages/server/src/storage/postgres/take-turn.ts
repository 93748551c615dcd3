import type { PoolClient } from "pg";
import type { Known, News } from "../store.ts";

/**
 * Locks streams, in the order in which append() does, until the transaction ends; and gives the rows that others
 * stored there. A stream that does not exist yet is there from now on, so that it can be locked, and is taken away
 * again by end_turn() if nothing was stored in it. The quotes are there because json names no parameter since
 * Postgres 17.
 */
export const TURN_FUNCTIONS = `
CREATE FUNCTION parlor.take_turn(names text[], epochs text[], known bigint[], most int)
RETURNS TABLE (stream text, epoch text, seq bigint, "json" text, print bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  IF 0 = ANY (known) THEN
    INSERT INTO parlor.streams (name, epoch, head)
    SELECT a.name, a.epoch, 0 FROM unnest(names, epochs) AS a (name, epoch) ORDER BY a.name COLLATE "C"
    ON CONFLICT (name) DO UPDATE SET head = streams.head WHERE false;
  END IF;
  PERFORM 1 FROM (
    SELECT id FROM parlor.streams WHERE name = ANY (names) ORDER BY name FOR NO KEY UPDATE
  ) held;
  RETURN QUERY
    SELECT s.name, s.epoch, e.seq, coalesce(e.now, e.body), e.print
    FROM unnest(names, known) AS k (name, head)
    JOIN parlor.streams s ON s.name = k.name COLLATE "C" AND s.head > k.head
    JOIN parlor.events e ON e.stream = s.id AND e.seq > k.head
    ORDER BY s.name, e.seq LIMIT most;
END
$$;

CREATE FUNCTION parlor.end_turn(names text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM parlor.streams WHERE name = ANY (names) AND head = 0
$$`;

/** Rows in one turn: the others wait meanwhile. Who is further behind catches up first, and decides again. */
const MOST = 2_000;

type Waiting = readonly (Known & { readonly epoch: string })[];

export async function takeTurn(client: PoolClient, waiting: Waiting): Promise<readonly News[]> {
  const { rows } = await client.query<{
    stream: string;
    epoch: string;
    seq: number;
    json: string;
    print: number | null;
  }>({
    name: "take turn",
    text: "SELECT * FROM parlor.take_turn($1, $2, $3, $4)",
    values: [
      waiting.map(({ stream }) => stream),
      waiting.map(({ epoch }) => epoch),
      waiting.map(({ head }) => head),
      MOST,
    ],
  });
  const byStream = Map.groupBy(rows, ({ stream }) => stream);
  return [...byStream].map(([stream, its]) => ({
    stream,
    epoch: its[0]?.epoch ?? "",
    head: its.at(-1)?.seq ?? 0,
    rows: its.map(({ seq, json }) => ({ seq, json })),
    prints: its.map(({ print }) => print ?? undefined),
  }));
}

export async function endTurn(client: PoolClient, waiting: Waiting): Promise<void> {
  const begun = waiting.flatMap(({ stream, head }) => (head === 0 ? stream : []));
  if (begun.length > 0) await client.query("SELECT parlor.end_turn($1)", [begun]);
  await client.query("COMMIT");
}
