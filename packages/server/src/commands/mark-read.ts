import { BOUNDS, inboxStream, type ReadMarker, refusal, roomStream } from "@parlor/protocol";
import type { InboxState } from "@parlor/rules";
import { refused } from "../outcome.ts";
import { noSuchRoom, refusalOf } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";

export const markRead: Handler<"mark_read"> = async ({ room: id, seq }, { person, view: connection }, engine) => {
  const { journal, streams, store, hub } = engine;
  const stream = roomStream(id);
  const inbox = inboxStream(person.user.id);
  const open = await streams.open(stream);
  const here = roomIn(open, stream);
  if (!here) return refused(noSuchRoom(id));
  // To find the message may mean to walk back through the store: not for whoever may not read it.
  const mayNot = refusalOf(person, { do: "read" }, here);
  if (mayNot) return refused(mayNot);

  await streams.reach(open, { epoch: open.epoch, seq });
  const upTo = Math.min(seq, open.head);
  const no = await messageNumberAt(upTo);

  const outcome = await journal.submit<ReadMarker>({
    actor: person.user.id,
    streams: [inbox, stream],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const refused = refusalOf(person, { do: "read" }, room);
      if (refused) return { refused };
      const entry = (view.state(inbox) as InboxState).rooms.get(id);
      if (!entry) return { refused: refusal("not_a_member", "Only members have a place up to which they have read.") };
      if (upTo <= entry.read.seq) return { drafts: [], reply: () => entry.read };

      const read = { seq: upTo, no: Math.max(no, entry.read.no) };
      return {
        drafts: [{ stream: inbox, draft: { type: "read_marked", data: { room: id, read } } }],
        reply: () => read,
      };
    },
    repeated: () => ({ seq: upTo, no }),
  });
  const room = roomIn(open, stream);
  if (outcome.ok && room?.kind.receipts && room.memberCount <= BOUNDS.membersListed) {
    hub.signal({ stream, kind: "read", user: person.user.id, seq: outcome.reply.seq }, connection);
  }
  return outcome;

  /** The number of the last message up to a seq: mostly in memory, since people read what is new. */
  async function messageNumberAt(place: number): Promise<number> {
    for (let before = place + 1; before > 1;) {
      const rows = open.window.at(before - 1)
        ? [open.window.at(before - 1)]
        : await store.read(stream, { before, limit: 50 });
      for (const row of rows.toReversed()) {
        const no = row && /"type":"message_posted".*?"no":(\d+)/.exec(row.json)?.[1];
        if (no) return Number(no);
      }
      before = rows[0]?.seq ?? 1;
    }
    return 0;
  }
};
