import type { QueueId } from "@parlor/protocol";
import { maySayWhere } from "@parlor/rules";
import { Composer } from "../composer/Composer.tsx";
import { useMe, useRoomState } from "../hooks.ts";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { PositionLine } from "./PositionLine.tsx";
import { locationIn, useSharedPosition } from "./use-position.ts";

/** The composer, with the position of those who may say where they are and want to. */
export function DeskComposer({ queue }: { readonly queue: QueueId }) {
  const { room } = useCurrentRoom();
  const state = useRoomState(room);
  const me = useMe()?.id ?? "";
  const shared = useSharedPosition(queue);
  const role = state?.members.get(me)?.role;
  const may = state !== undefined && role !== undefined && maySayWhere(state.kind, role);
  return (
    <>
      {may && <PositionLine {...shared} />}
      <Composer location={may ? locationIn(shared.position) : undefined} />
    </>
  );
}
