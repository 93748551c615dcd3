import type { Room } from "@parlor/client";
import type { CatalogItem } from "@parlor/protocol";
import { useEffect, useState } from "react";
import { useChatClient, useWords } from "../provider.tsx";
import { askPatiently } from "./ask-patiently.ts";

const PAGE = 50;
/** More than anybody leafs through; beyond it, one searches. */
const MOST = 1_000;

export interface Products {
  readonly items: readonly CatalogItem[];
  readonly isLoading: boolean;
  /** While it is still loading: why that takes so long. */
  readonly fault: string | undefined;
}

/** The whole collection, page after page, so that filtering it waits for nobody. */
export function useProducts(room: Room): Products {
  const client = useChatClient();
  const { texts } = useWords();
  const [products, setProducts] = useState<Products>({ items: [], isLoading: true, fault: undefined });
  useEffect(() => {
    const away = new AbortController();
    const { signal } = away;
    const show = (next: Partial<Products>) => {
      if (!signal.aborted) setProducts((before) => ({ ...before, ...next }));
    };
    const load = async () => {
      const items: CatalogItem[] = [];
      for (let total = 1; items.length < Math.min(total, MOST) && !signal.aborted;) {
        const page = { room: room.id, key: client.newKey(), query: "", offset: items.length, limit: PAGE };
        const found = await askPatiently(() => client.ask("search_catalog", page), {
          signal,
          onWait: (fault) => show({ fault }),
        });
        items.push(...found.items);
        total = found.items.length === 0 ? 0 : found.total;
        show({ items: [...items], isLoading: true, fault: undefined });
      }
      show({ items, isLoading: false });
    };
    load().catch((error: unknown) =>
      show({ isLoading: false, fault: error instanceof Error ? error.message : texts.somethingWrong }),
    );
    return () => away.abort();
  }, [client, room, texts]);
  return products;
}
