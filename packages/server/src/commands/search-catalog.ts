import { type AnyEvent, refusal, roomStream } from "@parlor/protocol";
import { can, type RoomState } from "@parlor/rules";
import { refused } from "../outcome.ts";
import { askerIn, noSuchRoom } from "./asking.ts";
import { type Handler, roomIn } from "./engine.ts";
import { onRoom } from "./on-room.ts";
import { ifAllowed, refusalFrom } from "./verdict.ts";

const NOT_YET = refusal("server_error", "This server is still reading the collection. Try again in a moment.", 5_000);

export const searchCatalog: Handler<"search_catalog"> = async (payload, caller, engine, print) => {
  const { room: id, query, offset, limit } = payload;
  const stream = roomStream(id);
  const room = roomIn(await engine.streams.open(stream), stream);
  if (!room) return refused(noSuchRoom(id));
  const may = maySearch(room);
  if (!may.ok) return refused(refusalFrom(may));

  const found = await engine.catalog.find({ catalog: room.kind.catalog ?? "", text: query, offset, limit });
  if (!found) return refused(NOT_YET);
  const shown = found.items.map((item) => item.id);
  return onRoom(payload, caller, engine, print, {
    decide: (now) =>
      ifAllowed(maySearch(now), () => ({
        ok: true,
        // Leafing through the list is no search.
        drafts:
          query === ""
            ? []
            : [{ stream, draft: { type: "searched", data: { query, offset, total: found.total, shown } } }],
      })),
    reply: () => ({ total: found.total, items: [...found.items] }),
    repeated: (_first: AnyEvent) => ({ total: found.total, items: [...found.items] }),
  });

  function maySearch(state: RoomState) {
    return can(askerIn(state, caller.person), { do: "search" }, state);
  }
};
