import { can, closeRoom as close } from "@parlor/rules";
import { queueScene } from "../clock/chores.ts";
import { askerIn } from "./asking.ts";
import { type Handler, queueOf } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed } from "./verdict.ts";

export const closeRoom: Handler<"close_room"> = (payload, caller, engine, print) =>
  onRoom(payload, caller, engine, print, {
    decide: (room, view) =>
      ifAllowed(can(askerIn(room, caller.person), { do: "close" }, room), () => {
        const scene = queueScene(view, engine.whereabouts);
        return { ok: true, drafts: close(room, payload.reason, queueOf(room, view), scene) };
      }),
    reply: () => ({ room: payload.room }),
    repeated: () => ({ room: payload.room }),
  });
