import { type AnyEvent, type Key, type RoomId, roomStream } from "@parlor/protocol";
import type { RoomState, Verdict } from "@parlor/rules";
import type { Outcome } from "../outcome.ts";
import type { DecisionView } from "../streams/decision.ts";
import { noSuchRoom } from "./asking.ts";
import { type Caller, type Engine, roomIn } from "./engine.ts";
import { decisionOf } from "./verdict.ts";

/** A command about one room that the rules decide. */
export function onRoom<More, Reply>(
  { room: id, key }: { readonly room: RoomId; readonly key: Key },
  { person }: Caller,
  { journal }: Pick<Engine, "journal">,
  print: number,
  {
    decide,
    reply,
    repeated,
  }: {
    readonly decide: (room: RoomState, view: DecisionView) => Verdict<More>;
    readonly reply: (said: More, events: readonly AnyEvent[]) => Reply;
    readonly repeated: (first: AnyEvent) => Reply;
  },
): Promise<Outcome<Reply>> {
  const stream = roomStream(id);
  return journal.submit<Reply>({
    actor: person.user.id,
    key,
    print,
    streams: [stream],
    decide: (view) => {
      const room = roomIn(view, stream);
      return room ? decisionOf(decide(room, view), reply) : { refused: noSuchRoom(id) };
    },
    repeated,
  });
}
