import type { Append, AppendedEvent, Group, RoomSummaryRow, Row } from "../store.ts";

/**
 * Batches on their way to the writer's thread, as one string of fields with a separator that JSON and ids never
 * hold. Several times cheaper than JSON, which would quote every event's JSON once more.
 */
const FIELD = "\u001f";

export function encodeGroups(groups: readonly Group[]): string {
  const fields: (string | number)[] = [groups.length];
  for (const group of groups) {
    fields.push(group.length);
    for (const append of group) pushAppend(fields, append);
  }
  return fields.join(FIELD);
}

function pushAppend(fields: (string | number)[], append: Append): void {
  const { stream, epoch, expectedHead, events, revisions, redactions, snapshot, summary, count, deadline } = append;
  fields.push(stream, epoch, expectedHead, events.length);
  for (const { seq, actor, key, print, target, json } of events) {
    fields.push(seq, actor, key ?? "", print ?? "", target ?? "", json);
  }
  fields.push(revisions.length);
  for (const { seq, json } of revisions) fields.push(seq, json);
  fields.push(redactions.length, ...redactions);
  fields.push(count ? count.messages : "", count ? count.lastAt : "");
  fields.push(deadline === undefined ? "" : String(deadline));
  // Rare, so they may travel as they are.
  fields.push(snapshot ? JSON.stringify(snapshot) : "", summary ? JSON.stringify(summary) : "");
}

export function decodeGroups(text: string): readonly Group[] {
  const fields = text.split(FIELD);
  let at = 0;
  const word = (): string => fields[at++] ?? "";
  const number = (): number => Number(word());
  const maybeNumber = (): number | undefined => {
    const field = word();
    return field === "" ? undefined : Number(field);
  };
  const list = <Item>(read: () => Item): Item[] => Array.from({ length: number() }, read);

  const event = (): AppendedEvent => ({
    seq: number(),
    actor: word(),
    key: word() || undefined,
    print: maybeNumber(),
    target: maybeNumber(),
    json: word(),
  });
  const row = (): Row => ({ seq: number(), json: word() });
  const append = (): Append => {
    const stream = word();
    const epoch = word();
    const expectedHead = number();
    const events = list(event);
    const revisions = list(row);
    const redactions = list(number);
    const messages = maybeNumber();
    const lastAt = maybeNumber();
    const deadline = parsed<number | null>(word());
    const snapshot = parsed<Row>(word());
    const summary = parsed<RoomSummaryRow>(word());
    const count = messages !== undefined && lastAt !== undefined ? { messages, lastAt } : undefined;
    return { stream, epoch, expectedHead, events, revisions, redactions, snapshot, summary, count, deadline };
  };
  return list(() => list(append));
}

function parsed<Value>(json: string): Value | undefined {
  return json === "" ? undefined : (JSON.parse(json) as Value);
}
