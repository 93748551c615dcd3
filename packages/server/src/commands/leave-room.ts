import { type Answer, can, leaveRoom as leave } from "@parlor/rules";
import { queueScene } from "../clock/chores.ts";
import { askerIn } from "./asking.ts";
import { type Handler, queueOf } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed } from "./verdict.ts";

export const leaveRoom: Handler<"leave_room"> = (payload, caller, engine, print) => {
  const { person } = caller;
  const leaver = payload.user ?? person.user.id;
  return onRoom(payload, caller, engine, print, {
    decide: (room, view) => {
      const target = room.members.get(leaver);
      if (!target) return { ok: true, drafts: [] };
      // One may always leave, also a room that is closed.
      const isOneself = leaver === person.user.id;
      const may: Answer = isOneself ? { ok: true } : can(askerIn(room, person), { do: "remove", target }, room);
      return ifAllowed(may, () => {
        const scene = queueScene(view, engine.whereabouts);
        return { ok: true, drafts: leave(room, leaver, queueOf(room, view), scene) };
      });
    },
    reply: () => ({ room: payload.room }),
    repeated: () => ({ room: payload.room }),
  });
};
