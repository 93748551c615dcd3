import type { Room } from "@parlor/client";
import type { CatalogItem } from "@parlor/protocol";
import { useEffect, useState } from "react";
import { useChatClient, useWords } from "../provider.tsx";

const PAGE = 50;
/** More than anybody leafs through; beyond it, one searches. */
const MOST = 1_000;

export interface Products {
  readonly items: readonly CatalogItem[];
  readonly isLoading: boolean;
  readonly fault: string | undefined;
}

/** The whole collection, page after page, so that filtering it waits for nobody. */
export function useProducts(room: Room): Products {
  const client = useChatClient();
  const { texts } = useWords();
  const [products, setProducts] = useState<Products>({ items: [], isLoading: true, fault: undefined });
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const items: CatalogItem[] = [];
      for (let total = 1; items.length < Math.min(total, MOST) && isCurrent;) {
        const page = await client.ask("search_catalog", {
          room: room.id,
          key: client.newKey(),
          query: "",
          offset: items.length,
          limit: PAGE,
        });
        items.push(...page.items);
        total = page.items.length === 0 ? 0 : page.total;
        if (isCurrent) setProducts({ items: [...items], isLoading: true, fault: undefined });
      }
      if (isCurrent) setProducts({ items, isLoading: false, fault: undefined });
    };
    load().catch((error: unknown) => {
      const fault = error instanceof Error ? error.message : texts.somethingWrong;
      if (isCurrent) setProducts((before) => ({ ...before, isLoading: false, fault }));
    });
    return () => void (isCurrent = false);
  }, [client, room, texts]);
  return products;
}
