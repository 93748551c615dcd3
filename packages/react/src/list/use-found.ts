import type { Room } from "@parlor/client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useWords } from "../provider.tsx";
import type { Item } from "./items.ts";
import type { VirtualListHandle } from "./VirtualList.tsx";

const MARKED_MS = 2_500;

/** Jumps to a message, reading the old pages around it first when it is not at hand, and marks it for a moment. */
export function useFound(
  room: Room,
  items: readonly Item[],
  list: RefObject<VirtualListHandle | null>,
): { readonly found: string | undefined; readonly jumpTo: (seq: number) => void } {
  const { texts } = useWords();
  const announce = useAnnounce();
  const [found, setFound] = useState<string>();
  const drawn = useRef(items);
  /** Its page has been read, and will be drawn soon. */
  const wanted = useRef<number>(undefined);

  useEffect(() => {
    if (found === undefined) return;
    const timer = setTimeout(() => setFound(undefined), MARKED_MS);
    return () => clearTimeout(timer);
  }, [found]);

  const show = useCallback(
    (seq: number): boolean => {
      const key = keyAt(drawn.current, seq);
      if (key === undefined) return false;
      wanted.current = undefined;
      setFound(key);
      list.current?.scrollToKey(key);
      return true;
    },
    [list],
  );
  useLayoutEffect(() => {
    drawn.current = items;
    if (wanted.current !== undefined) show(wanted.current);
  }, [items, show]);

  const jumpTo = useCallback(
    (seq: number) => {
      if (show(seq)) return;
      const look = () => {
        if (show(seq)) return;
        const isThere = room.timeline.get().rows.some((row) => row.kind === "message" && row.seq === seq);
        if (isThere) wanted.current = seq;
        else announce(texts.notFound);
      };
      room.loadAround(seq).then(look, () => announce(texts.somethingWrong, "assertive"));
    },
    [room, show, announce, texts],
  );
  return { found, jumpTo };
}

function keyAt(items: readonly Item[], seq: number): string | undefined {
  return items.find((item) => item.kind === "message" && item.row.seq === seq)?.key;
}
