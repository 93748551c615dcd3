import type { Member } from "@parlor/protocol";
import type { RoomState } from "./room-state.ts";

/**
 * The first seq that somebody may read, for every way of reading: pages, resume, search, export. Who only looks on
 * in a room whose history begins with one's joining reads what comes from now on and nothing from before.
 */
export function readableFrom(
  { kind }: RoomState,
  reader: { readonly member: Member | undefined; readonly server: boolean },
): number {
  if (reader.server || kind.history.visible === "always") return 1;
  return reader.member?.joinedSeq ?? Number.POSITIVE_INFINITY;
}
