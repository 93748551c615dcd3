import { roomStream } from "@parlor/protocol";
import { can } from "@parlor/rules";
import { askerIn } from "./asking.ts";
import type { Handler } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed } from "./verdict.ts";

export const changeRoom: Handler<"change_room"> = (payload, caller, engine, print) =>
  onRoom(payload, caller, engine, print, {
    decide: (room) =>
      ifAllowed(can(askerIn(room, caller.person), { do: "change" }, room), () => {
        const { title = room.title, description = room.description } = payload;
        const isSoAlready = title === room.title && description === room.description;
        const draft = { type: "room_changed", data: { title, description } } as const;
        return { ok: true, drafts: isSoAlready ? [] : [{ stream: roomStream(room.id), draft }] };
      }),
    reply: () => ({ room: payload.room }),
    repeated: () => ({ room: payload.room }),
  });
