import type { Append, AppendedEvent, Group } from "../store.ts";

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

function pushAppend(
  fields: (string | number)[],
  { stream, epoch, expectedHead, events, count, ...rest }: Append,
): void {
  fields.push(stream, epoch, expectedHead, events.length);
  for (const { seq, actor, key, print, target, json } of events) {
    fields.push(seq, actor, key ?? "", print ?? "", target ?? "", json);
  }
  fields.push(count ? count.messages : "", count ? count.lastAt : "", hasMore(rest) ? JSON.stringify(rest) : "");
}

/** What most appends have nothing of. */
type Rest = Omit<Append, "stream" | "epoch" | "expectedHead" | "events" | "count">;

const NO_MORE: Rest = { revisions: [], redactions: [] };

const hasMore = ({ revisions, redactions, snapshot, summary, deadline }: Rest): boolean =>
  revisions.length > 0 || redactions.length > 0 || !!snapshot || !!summary || deadline !== undefined;

export function decodeGroups(text: string): readonly Group[] {
  const fields = text.split(FIELD);
  let at = 0;
  const word = (): string => fields[at++] ?? "";
  const number = (): number => Number(word());
  const maybeNumber = (): number | undefined => {
    const field = word();
    return field === "" ? undefined : Number(field);
  };
  const list = <Item>(read: () => Item): Item[] => {
    const items: Item[] = [];
    for (let left = number(); left > 0; left--) items.push(read());
    return items;
  };

  const event = (): AppendedEvent => ({
    seq: number(),
    actor: word(),
    key: word() || undefined,
    print: maybeNumber(),
    target: maybeNumber(),
    json: word(),
  });
  const append = (): Append => {
    const stream = word();
    const epoch = word();
    const expectedHead = number();
    const events = list(event);
    const messages = maybeNumber();
    const lastAt = maybeNumber();
    const more = word();
    const { revisions, redactions, snapshot, summary, deadline } = more ? (JSON.parse(more) as Rest) : NO_MORE;
    const count = messages !== undefined && lastAt !== undefined ? { messages, lastAt } : undefined;
    return { stream, epoch, expectedHead, events, revisions, redactions, snapshot, summary, count, deadline };
  };
  return list(() => list(append));
}
