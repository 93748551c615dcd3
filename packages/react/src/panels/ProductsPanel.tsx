import { useDeferredValue, useMemo, useState } from "react";
import { fold } from "../composer/mentions.ts";
import { Icon } from "../icons.tsx";
import { Skeleton } from "../list/Skeleton.tsx";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { ItemCard } from "./ItemCard.tsx";
import { ShareButton } from "./ShareButton.tsx";
import { useProducts } from "./use-products.ts";
import { useShare } from "./use-share.ts";

/** All there is, and a field that leaves what has the words in it, while one types. */
export function ProductsPanel() {
  const { room } = useCurrentRoom();
  const { texts, lang } = useWords();
  const { items, isLoading, fault } = useProducts(room);
  const sharing = useShare(room);
  const [filter, setFilter] = useState("");
  const wanted = useDeferredValue(filter.trim());
  const searchable = useMemo(
    () => items.map((item) => ({ item, text: fold(`${item.title} ${item.body}`, lang) })),
    [items, lang],
  );
  const shown = useMemo(() => {
    const words = fold(wanted, lang)
      .split(/\s+/u)
      .filter((word) => word !== "");
    return searchable.filter(({ text }) => words.every((word) => text.includes(word))).map(({ item }) => item);
  }, [searchable, wanted, lang]);

  return (
    <div className="parlor-products">
      <label className="parlor-search">
        <Icon name="search" />
        <input
          type="search"
          value={filter}
          placeholder={texts.panels.filterProducts}
          aria-label={texts.panels.filterProducts}
          onChange={({ target }) => setFilter(target.value)}
        />
      </label>
      {fault !== undefined && (
        <p className="parlor-reason" role="alert" dir="auto">
          {fault}
        </p>
      )}
      {items.length === 0 && isLoading ? (
        <Skeleton label={texts.panels.products} lines={6} />
      ) : (
        <p className="parlor-hint" role="status">
          {items.length === 0
            ? fault === undefined && texts.panels.noProducts
            : shown.length === 0
              ? texts.panels.noProductLike(wanted)
              : texts.panels.productCount(shown.length)}
        </p>
      )}
      <ul className="parlor-items">
        {shown.map((item) => (
          <li key={item.id}>
            <ItemCard item={item}>
              <ShareButton item={item} sharing={sharing} />
            </ItemCard>
          </li>
        ))}
      </ul>
    </div>
  );
}
