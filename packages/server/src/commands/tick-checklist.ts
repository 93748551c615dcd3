import { can, doneBy } from "@parlor/rules";
import { askerIn } from "./asking.ts";
import type { Handler } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed } from "./verdict.ts";
import { roomStream } from "@parlor/protocol";

export const tickChecklist: Handler<"tick_checklist"> = (payload, caller, engine, print) => {
  const { room: id, item, on } = payload;
  const { user } = caller.person;
  return onRoom(payload, caller, engine, print, {
    decide: (room, { now }) =>
      ifAllowed(can(askerIn(room, caller.person), { do: "tick", item }, room, now), () => ({
        ok: true,
        drafts:
          doneBy(room.checklists, user.id).includes(item) === on
            ? []
            : [{ stream: roomStream(id), draft: { type: "checklist_ticked", data: { item, on } } }],
      })),
    reply: () => ({ room: id, item, on }),
    repeated: () => ({ room: id, item, on }),
  });
};
