import type { RoomDraft } from "@parlor/protocol";
import { foldRoom, type RoomState } from "./room-state.ts";

/** A room as it will be when these drafts are stored: for a decision whose later part depends on the earlier. */
export function roomAfter(
  id: string,
  room: RoomState | undefined,
  drafts: readonly RoomDraft[],
  { actor, now, seq }: { readonly actor: string; readonly now: number; readonly seq: number },
): RoomState {
  let after = room;
  for (const [index, draft] of drafts.entries()) {
    after = foldRoom(id, after, { seq: seq + index, id: "", at: now, actor, ...draft });
  }
  if (!after) throw new Error(`room ${id} was not created`);
  return after;
}
