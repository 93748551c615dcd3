import type { PoolClient } from "pg";
import type { AppendResult, Group } from "../store.ts";

/**
 * What became of a batch whose answer was lost with the connection. Of what is not found here nobody knows more than
 * that it has to be decided again: its key says if it came about after all.
 */
export async function fateOf(client: PoolClient, groups: readonly Group[]): Promise<readonly AppendResult[]> {
  const firsts = groups.flatMap((group, index) => {
    const append = group.find(({ events }) => events.length > 0);
    const [event] = append?.events ?? [];
    return append && event ? [{ group: index + 1, stream: append.stream, ...event }] : [];
  });
  const streams = firsts.map(({ stream }) => stream);
  await client.query("BEGIN");
  // Whoever still holds one of these may be the lost transaction, on its way to an end.
  await client.query("SELECT FROM parlor.streams WHERE name = ANY ($1) ORDER BY name FOR NO KEY UPDATE", [streams]);
  const { rows } = await client.query<{ group: number }>(
    `SELECT k.number AS group FROM unnest($1::int[], $2::text[], $3::bigint[], $4::text[]) AS k (number, name, seq, body)
     JOIN parlor.streams s ON s.name = k.name COLLATE "C"
     JOIN parlor.events e ON e.stream = s.id AND e.seq = k.seq AND e.body = k.body`,
    [firsts.map(({ group }) => group), streams, firsts.map(({ seq }) => seq), firsts.map(({ json }) => json)],
  );
  await client.query("COMMIT");
  const stored = new Set(rows.map(({ group }) => group));
  return groups.map((_, index) => ({ status: stored.has(index + 1) ? "stored" : "moved" }));
}
