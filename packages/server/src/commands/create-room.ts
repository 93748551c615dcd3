import {
  type AnyEvent,
  inboxStream,
  type Reply,
  refusal,
  type RoomDraft,
  type RoomId,
  roomStream,
} from "@parlor/protocol";
import { mayComeAsGuest, roomAfter, seatsFor, startSession } from "@parlor/rules";
import type { StreamDraft } from "../streams/decision.ts";
import { type Handler, roomIn } from "./engine.ts";
import { nameOfAbsent, roomEntry } from "./membership.ts";
import { refusalFrom } from "./verdict.ts";

export const createRoom: Handler<"create_room"> = (
  payload,
  { person },
  { journal, kinds, whereabouts, newId },
  print,
) => {
  const { key, kind: kindName, title, description } = payload;
  const { user, server } = person;
  const kind = kinds.get(kindName);
  if (!kind)
    return {
      ok: false,
      refusal: refusal("no_such_kind", `There is no kind of room called ${JSON.stringify(kindName)}.`),
    };
  if (kind.create === "server" && !server) {
    return { ok: false, refusal: refusal("not_allowed", `Only a back end can create rooms of the kind ${kind.name}.`) };
  }
  const asGuest = mayComeAsGuest(kind, { guest: user.guest, server });
  if (!asGuest.ok) return { ok: false, refusal: refusalFrom(asGuest) };

  // A back end makes rooms for others: it is in none of them, unless it acts as one of its users.
  const joins = !server || person.actedBy !== undefined;
  const room = payload.room ?? (joins ? newId() : roomNamedBy(user.id, key));
  const stream = roomStream(room);
  const home = inboxStream(user.id);
  const members = [...new Set(payload.members)].filter((id) => id !== user.id);

  return journal.submit({
    actor: user.id,
    key,
    print,
    // One's own inbox remembers the key: a repetition finds the room even when the server had to name it.
    streams: joins ? [home, stream, ...members.map(inboxStream)] : [stream, ...members.map(inboxStream)],
    decide: (view) => {
      if (roomIn(view, stream))
        return { refused: refusal("room_exists", `There is a room ${JSON.stringify(room)} already.`) };

      const created = view.nextSeq(stream);
      const people = [
        ...(joins ? [{ id: user.id, name: user.name, guest: user.guest, role: kind.creatorRole }] : []),
        ...members.map((id) => ({ id, name: nameOfAbsent(id, whereabouts), guest: undefined, role: kind.defaultRole })),
      ];
      const seats = seatsFor(
        kind,
        people.map(({ role }) => role),
      );
      if (!seats.ok) return { refused: refusalFrom(seats) };
      const entries = people.map((one, index) => roomEntry(room, one, created + 1 + index, 0));
      const creator = joins ? entries.shift() : undefined;
      const drafts: StreamDraft[] = [
        ...(creator?.inbox ?? []),
        { stream, draft: { type: "room_created", data: { kind, title, description } } },
        ...(creator?.room ?? []),
        ...entries.flatMap((entry) => [...entry.room, ...entry.inbox]),
      ];
      const started = startedAtOnce(room, drafts, { actor: user.id, now: view.now, seq: created });
      return { drafts: [...drafts, ...started], reply: () => ({ room }) };
    },
    repeated: (event) => (joins ? answer(event) : { room }),
  });
};

/** A session that begins with its room. */
function startedAtOnce(
  room: RoomId,
  drafts: readonly StreamDraft[],
  { actor, now, seq }: { readonly actor: string; readonly now: number; readonly seq: number },
): StreamDraft[] {
  const stream = roomStream(room);
  const own = drafts.flatMap((one) => (one.stream === stream ? [one.draft as RoomDraft] : []));
  const after = roomAfter(room, undefined, own, { actor, now, seq });
  return startSession(after, now, () => false).map((draft) => ({ stream, draft }));
}

/** Always the same for the same act, so that its repetition finds the room. */
function roomNamedBy(actor: string, key: string): string {
  return new Bun.CryptoHasher("sha256")
    .update(JSON.stringify([actor, key]))
    .digest("base64url")
    .slice(0, 22);
}

function answer(event: AnyEvent): Reply<"create_room"> {
  if (event.type !== "room_added") throw new Error("a created room is not in its creator's inbox");
  return { room: event.data.room };
}
