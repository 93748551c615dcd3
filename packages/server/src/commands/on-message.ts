import { type Key, type RoomId, roomStream, type Seq } from "@parlor/protocol";
import type { Act, PostedEvent, RoomState } from "@parlor/rules";
import type { Outcome } from "../outcome.ts";
import type { Decision } from "../streams/decision.ts";
import { noSuchMessage, noSuchRoom, refusalOf } from "./asking.ts";
import { type Caller, type Engine, roomIn } from "./engine.ts";
import { historyFloor } from "./visibility.ts";

type Done = { readonly seq: Seq };

/** A command about one message that is there already. `decide` says what becomes of it, once one may. */
export function onMessage(
  { room: id, key, seq }: { readonly room: RoomId; readonly key: Key; readonly seq: Seq },
  { person }: Caller,
  { journal }: Pick<Engine, "journal">,
  print: number,
  act: (message: PostedEvent) => Act,
  decide: (message: PostedEvent, room: RoomState) => Decision<Done>,
): Promise<Outcome<Done>> {
  const stream = roomStream(id);
  return journal.submit<Done>({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    messages: [seq],
    decide: (view) => {
      const room = roomIn(view, stream);
      if (!room) return { refused: noSuchRoom(id) };
      const message = seq > historyFloor(room, person) ? view.message(stream, seq) : undefined;
      if (!message) return { refused: noSuchMessage(seq) };
      const refused = refusalOf(person, act(message), room, view.now);
      return refused ? { refused } : decide(message, room);
    },
    repeated: () => ({ seq }),
  });
}
