import type { MessageRow, Room } from "@parlor/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import type { RoomDraft } from "../room/draft.ts";
import type { RoomFacts } from "../room/room-facts.ts";
import { useObservable } from "../use-observable.ts";
import { createValue } from "../value.ts";

export interface Colleagues {
  /** Goes with a message, so that it is refused when a colleague has answered what one has not seen. */
  readonly seen: () => { readonly seenSeq?: number };
  /** A keystroke: whoever writes has what is on the screen before them. */
  readonly looked: () => void;
  /** Why the last one was refused. The text is back in the field. */
  readonly warning: string | undefined;
}

/** Where several may answer one person, nobody answers blindly. */
export function useColleagues(
  room: Room,
  state: RoomFacts | undefined,
  unsettled: readonly MessageRow[],
  draft: RoomDraft,
): Colleagues {
  const announce = useAnnounce();
  const [warning] = useState(() => createValue<string | undefined>(undefined));
  const seenSeq = useRef<number>(undefined);
  const isShared = state?.kind.queue !== undefined;
  const newest = useCallback(
    () => room.timeline.get().rows.findLast((row) => row.kind === "message" && row.seq !== undefined),
    [room],
  );

  const looked = useCallback(() => {
    const last = newest();
    seenSeq.current = last?.kind === "message" ? last.seq : undefined;
    warning.set(undefined);
  }, [newest, warning]);

  useEffect(() => {
    const late = unsettled.filter(({ refusal }) => refusal?.code === "someone_answered");
    if (late.length === 0) return;
    const texts: string[] = [];
    let reason = "";
    for (const row of late) {
      texts.push(row.message.text ?? "");
      reason = row.refusal?.message ?? reason;
      room.discard(row);
    }
    draft.setText([...texts, draft.get().text].filter((text) => text !== "").join("\n"));
    draft.focus();
    looked();
    warning.set(reason);
    announce(reason, "assertive");
  }, [unsettled, room, draft, announce, looked, warning]);

  const seen = useCallback(() => {
    if (!isShared) return {};
    const last = newest();
    const upTo = seenSeq.current ?? (last?.kind === "message" ? last.seq : undefined);
    return upTo === undefined ? {} : { seenSeq: upTo };
  }, [isShared, newest]);
  return { seen, looked, warning: useObservable(warning) };
}
