import type { AnyEvent, Reply, RoomId } from "@parlor/protocol";
import { endInvitation as end, invite as ask } from "@parlor/rules";
import { askerIn } from "./asking.ts";
import type { Handler } from "./engine.ts";
import { onRoom } from "./on-room.ts";

export const invite: Handler<"invite"> = (payload, caller, engine, print) => {
  const { room: id, user, role } = payload;
  const { name } = caller.person.user;
  return onRoom(payload, caller, engine, print, {
    decide: (room) => ask(room, { ...askerIn(room, caller.person), name }, { user, role }),
    reply: () => ({ room: id, user }),
    repeated: (first) => invited(id, first),
  });
};

export const endInvitation: Handler<"end_invitation"> = (payload, caller, engine, print) => {
  const { room: id, user = caller.person.user.id } = payload;
  return onRoom(payload, caller, engine, print, {
    decide: (room) => end(room, askerIn(room, caller.person), user),
    reply: () => ({ room: id, user }),
    repeated: (first) => invited(id, first),
  });
};

function invited(room: RoomId, first: AnyEvent): Reply<"invite"> {
  if (first.type !== "person_invited" && first.type !== "invitation_ended")
    throw new Error("an invitation is not in its room");
  return { room, user: first.data.user };
}
