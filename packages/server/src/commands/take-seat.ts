import { type RoomState, type SeatWish, takeSeat as sit, unseatGhosts } from "@parlor/rules";
import type { Person } from "../identity/person.ts";
import type { DecisionView } from "../streams/decision.ts";
import { askerIn } from "./asking.ts";
import type { Engine, Handler } from "./engine.ts";
import { onRoom } from "./on-room.ts";

export const takeSeat: Handler<"take_seat"> = async (payload, caller, engine, print) => {
  const { room, role, scenario, task } = payload;

  // First whoever is gone gets up, in a step of its own: the one who sits down must not be paired with a ghost.
  await engine.clearSeats(room);
  return onRoom(payload, caller, engine, print, {
    decide: (state, view) =>
      unseatGhosts(state, view.now, engine.whereabouts.goneSince).length > 0
        ? { ok: false, code: "seat_taken", reason: "Somebody is just leaving. Try again in a moment." }
        : seatFor(state, caller.person, { role, scenario, task }, view, engine),
    reply: (said) => ({ room, role: said.role }),
    repeated: (first) => ({ room, role: first.type === "member_joined" ? first.data.role : "" }),
  });
};

export function seatFor(
  room: RoomState,
  person: Person,
  wish: SeatWish,
  view: DecisionView,
  { whereabouts }: Pick<Engine, "whereabouts">,
) {
  const nextSeq = (stream: string) => view.nextSeq(stream);
  const { granted, server } = askerIn(room, person);
  return sit(room, { ...person.user, roles: person.roles, granted, server }, wish, {
    now: view.now,
    nextSeq,
    isHere: whereabouts.isHere,
  });
}
