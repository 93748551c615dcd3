import type { Group } from "../store.ts";

/**
 * A batch as the columns that the database's append() takes, each as one text. JSON and ids never hold the separator,
 * so nothing has to be quoted, and Postgres splits it several times faster than it reads JSON.
 */
const SEPARATOR = "\u001f";

const COLUMNS = {
  groups: "int",
  names: "text",
  epochs: "text",
  expected: "bigint",
  sizes: "int",
  messages: "bigint",
  lastAts: "bigint",
  eventAppends: "int",
  seqs: "bigint",
  actors: "text",
  keys: "text",
  prints: "bigint",
  targets: "bigint",
  bodies: "text",
  revisionAppends: "int",
  revisedSeqs: "bigint",
  revisedBodies: "text",
  redactionAppends: "int",
  redactedTargets: "bigint",
  snapshotAppends: "int",
  snapshotSeqs: "bigint",
  snapshotStates: "text",
  summaryAppends: "int",
  summaries: "text",
  deadlineAppends: "int",
  deadlines: "bigint",
} as const satisfies Record<string, "int" | "bigint" | "text">;

type Columns = Record<keyof typeof COLUMNS, (string | number)[]>;

/** An empty text stands for nothing there: no column holds empty texts. */
export const APPEND_QUERY = `SELECT * FROM parlor.append(${Object.values(COLUMNS)
  .map((type, index) => `string_to_array($${index + 1}, E'\\x1f', '')::${type}[]`)
  .join(", ")})`;

/** Groups and appends count from 1, as arrays do in SQL. */
export function appendColumns(groups: readonly Group[]): string[] {
  const columns = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, []])) as unknown as Columns;
  let place = 0;
  for (const [index, group] of groups.entries()) {
    for (const { stream, epoch, expectedHead, events, ...beside } of group) {
      const { revisions, redactions, snapshot, summary, count, deadline } = beside;
      place++;
      columns.groups.push(index + 1);
      columns.names.push(stream);
      columns.epochs.push(epoch);
      columns.expected.push(expectedHead);
      columns.sizes.push(events.length);
      columns.messages.push(count?.messages ?? "");
      columns.lastAts.push(count?.lastAt ?? "");
      for (const { seq, actor, key, print, target, json } of events) {
        columns.eventAppends.push(place);
        columns.seqs.push(seq);
        columns.actors.push(actor);
        columns.keys.push(key ?? "");
        columns.prints.push(print ?? "");
        columns.targets.push(target ?? "");
        columns.bodies.push(json);
      }
      for (const { seq, json } of revisions) {
        columns.revisionAppends.push(place);
        columns.revisedSeqs.push(seq);
        columns.revisedBodies.push(json);
      }
      for (const target of redactions) {
        columns.redactionAppends.push(place);
        columns.redactedTargets.push(target);
      }
      if (snapshot) {
        columns.snapshotAppends.push(place);
        columns.snapshotSeqs.push(snapshot.seq);
        columns.snapshotStates.push(snapshot.json);
      }
      if (summary) {
        columns.summaryAppends.push(place);
        columns.summaries.push(JSON.stringify(summary));
      }
      if (deadline !== undefined) {
        columns.deadlineAppends.push(place);
        columns.deadlines.push(deadline ?? "");
      }
    }
  }
  return Object.values(columns).map((column) => column.join(SEPARATOR));
}
