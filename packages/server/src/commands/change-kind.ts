import { can, changeKind as change } from "@parlor/rules";
import { askerIn } from "./asking.ts";
import type { Handler } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed } from "./verdict.ts";

export const changeKind: Handler<"change_kind"> = async (payload, caller, engine, print) => {
  const { room: id } = payload;
  // Whoever changed it a moment ago, on whatever server, means that version.
  await engine.kinds.refresh();

  return onRoom(payload, caller, engine, print, {
    decide: (room, { now }) =>
      ifAllowed(can(askerIn(room, caller.person), { do: "change-kind" }, room, now), () => {
        const kind = engine.kinds.get(room.kind.name);
        if (!kind) return { ok: false, code: "no_such_kind", reason: `There is no kind ${room.kind.name} any more.` };
        const verdict = change(room, kind);
        return verdict.ok ? { ...verdict, version: kind.version } : verdict;
      }),
    reply: ({ version }) => ({ room: id, version }),
    repeated: (first) => {
      if (first.type !== "kind_changed") throw new Error("a changed kind is not in its room");
      return { room: id, version: first.data.kind.version };
    },
  });
};
