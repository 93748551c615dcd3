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
  useLayoutEffect(() => void (drawn.current = items), [items]);

  useEffect(() => {
    if (found === undefined) return;
    const timer = setTimeout(() => setFound(undefined), MARKED_MS);
    return () => clearTimeout(timer);
  }, [found]);

  const jumpTo = useCallback(
    (seq: number) => {
      const show = () => {
        const key = keyAt(drawn.current, seq);
        if (key === undefined) return false;
        setFound(key);
        list.current?.scrollToKey(key);
        return true;
      };
      if (show()) return;
      room.loadAround(seq).then(
        // The page is there; by the next frame it is drawn.
        () => requestAnimationFrame(() => show() || announce(texts.notFound)),
        () => announce(texts.somethingWrong, "assertive"),
      );
    },
    [room, list, announce, texts],
  );
  return { found, jumpTo };
}

function keyAt(items: readonly Item[], seq: number): string | undefined {
  return items.find((item) => item.kind === "message" && item.row.seq === seq)?.key;
}
