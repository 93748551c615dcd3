import type { Room } from "@parlor/client";
import type { RoomId } from "@parlor/protocol";
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from "react";
import { useMe, useRoom } from "../hooks.ts";
import { browserDrafts } from "./browser-drafts.ts";
import { type DraftStorage, RoomDraft } from "./draft.ts";

interface Current {
  readonly room: Room;
  readonly draft: RoomDraft;
}

const CurrentContext = createContext<Current | undefined>(undefined);

export interface CurrentRoomProps {
  readonly id: RoomId;
  /** Where what was written and not sent is kept. In the browser's storage by default. */
  readonly drafts?: DraftStorage;
  readonly children: ReactNode;
}

/** Opens a room for the components below. It renders no element of its own. */
export function CurrentRoom(props: CurrentRoomProps) {
  // Another room is another draft, another place in the list, another everything.
  return <OneRoom key={props.id} {...props} />;
}

function OneRoom({ id, drafts = browserDrafts, children }: CurrentRoomProps) {
  const room = useRoom(id);
  const me = useMe()?.id;
  const [draft] = useState(() => new RoomDraft(drafts));
  useLayoutEffect(() => {
    if (me !== undefined) draft.restore(`parlor draft ${me} ${id}`);
  }, [draft, me, id]);
  const current = useMemo(() => ({ room, draft }), [room, draft]);
  return <CurrentContext value={current}>{children}</CurrentContext>;
}

export function useCurrentRoom(): Current {
  const current = useContext(CurrentContext);
  if (!current) throw new Error("There is no <CurrentRoom> around this component.");
  return current;
}
