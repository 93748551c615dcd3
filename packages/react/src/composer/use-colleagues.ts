import type { Room, Row } from "@parlor/client";
import type { RoomState } from "@parlor/rules";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import type { RoomDraft } from "../room/draft.ts";
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
  state: RoomState | undefined,
  rows: readonly Row[],
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
    const late = room.timeline
      .get()
      .rows.filter((row) => row.kind === "message" && row.refusal?.code === "someone_answered");
    if (late.length === 0) return;
    const texts: string[] = [];
    let reason = "";
    for (const row of late) {
      if (row.kind !== "message") continue;
      texts.push(row.message.text ?? "");
      reason = row.refusal?.message ?? reason;
      room.discard(row);
    }
    draft.setText([...texts, draft.get().text].filter((text) => text !== "").join("\n"));
    draft.focus();
    looked();
    warning.set(reason);
    announce(reason, "assertive");
  }, [rows, room, draft, announce, looked, warning]);

  const seen = useCallback(() => {
    if (!isShared) return {};
    const last = newest();
    const upTo = seenSeq.current ?? (last?.kind === "message" ? last.seq : undefined);
    return upTo === undefined ? {} : { seenSeq: upTo };
  }, [isShared, newest]);
  return { seen, looked, warning: useObservable(warning) };
}
