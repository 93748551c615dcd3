import type { Room } from "@parlor/client";
import type { FoundItem } from "@parlor/protocol";
import { useRef, useState } from "react";
import { useChatClient, useWords } from "../provider.tsx";

export interface Search {
  /** What was looked for last; undefined before the first time. */
  readonly query: string | undefined;
  readonly items: readonly FoundItem[];
  readonly total: number;
  readonly isBusy: boolean;
  readonly fault: string | undefined;
  readonly search: (query: string) => void;
  /** The next page. */
  readonly more: () => void;
}

type Shown = Omit<Search, "search" | "more">;

const PAGE = 5;
const NOTHING: Shown = { query: undefined, items: [], total: 0, isBusy: false, fault: undefined };

/** Looking into the room's collection. Each search is an event of the room, so it is made when one asks, never while one types. */
export function useSearch(room: Room): Search {
  const client = useChatClient();
  const { texts } = useWords();
  const [shown, setShown] = useState(NOTHING);
  const turn = useRef(0);

  const ask = (query: string, before: readonly FoundItem[]) => {
    turn.current += 1;
    const asked = turn.current;
    // An answer to what was asked before is no answer any more.
    const show = (next: Partial<Shown>) => {
      if (turn.current === asked) setShown((now) => ({ ...now, isBusy: false, ...next }));
    };
    setShown((now) => ({ ...now, isBusy: true, fault: undefined }));
    client
      .ask("search_catalog", { room: room.id, key: client.newKey(), query, offset: before.length, limit: PAGE })
      .then(({ items, total }) => show({ query, total, items: [...before, ...items] }))
      .catch((error: unknown) => show({ fault: error instanceof Error ? error.message : texts.somethingWrong }));
  };
  return {
    ...shown,
    search: (query) => query.trim() !== "" && ask(query.trim(), []),
    more: () => shown.query !== undefined && !shown.isBusy && ask(shown.query, shown.items),
  };
}
