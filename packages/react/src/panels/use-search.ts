import type { Room } from "@parlor/client";
import type { FoundItem } from "@parlor/protocol";
import { useEffect, useRef, useState } from "react";
import { useChatClient, useWords } from "../provider.tsx";
import { askPatiently } from "./ask-patiently.ts";

export interface Search {
  /** What was looked for last; undefined before the first time. */
  readonly query: string | undefined;
  readonly items: readonly FoundItem[];
  readonly total: number;
  readonly isBusy: boolean;
  /** While it is busy: why that takes so long. */
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
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  const ask = (query: string, before: readonly FoundItem[]) => {
    // An answer to what was asked before is no answer any more.
    current.current?.abort();
    const { signal } = (current.current = new AbortController());
    const show = (next: Partial<Shown>) => {
      if (!signal.aborted) setShown((now) => ({ ...now, ...next }));
    };
    setShown((now) => ({ ...now, isBusy: true, fault: undefined }));
    const page = { room: room.id, key: client.newKey(), query, offset: before.length, limit: PAGE };
    askPatiently(() => client.ask("search_catalog", page), { signal, onWait: (fault) => show({ fault }) })
      .then(({ items, total }) => show({ query, total, items: [...before, ...items], isBusy: false, fault: undefined }))
      .catch((error: unknown) =>
        show({ isBusy: false, fault: error instanceof Error ? error.message : texts.somethingWrong }),
      );
  };
  return {
    ...shown,
    search: (query) => query.trim() !== "" && ask(query.trim(), []),
    more: () => shown.query !== undefined && !shown.isBusy && ask(shown.query, shown.items),
  };
}
