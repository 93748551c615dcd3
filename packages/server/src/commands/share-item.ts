import { roomStream } from "@parlor/protocol";
import { can } from "@parlor/rules";
import { refused } from "../outcome.ts";
import { askerIn, noSuchRoom } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed } from "./verdict.ts";

export const shareItem: Handler<"share_item"> = async (payload, caller, engine, print) => {
  const { room: id, item: itemId } = payload;
  const stream = roomStream(id);
  const room = roomIn(await engine.streams.open(stream), stream);
  if (!room) return refused(noSuchRoom(id));
  const item = await engine.catalog.item(room.kind.catalog ?? "", itemId);

  const { name } = caller.person.user;
  return onRoom(payload, caller, engine, print, {
    decide: (state, { now }) =>
      ifAllowed(can(askerIn(state, caller.person), { do: "share" }, state, now), () =>
        item
          ? { ok: true, drafts: [{ stream, draft: { type: "item_shared", data: { name, item } } }] }
          : { ok: false, code: "no_such_item", reason: "There is no such item in this collection." },
      ),
    reply: (_said, [shared]) => ({ room: id, seq: shared?.seq ?? 0 }),
    repeated: ({ seq }) => ({ room: id, seq }),
  });
};
