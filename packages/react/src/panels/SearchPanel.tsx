import type { FoundItem } from "@parlor/protocol";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { Icon } from "../icons.tsx";
import { cleanText } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { excerptOf, piecesOf } from "./highlight.ts";
import { ItemCard } from "./ItemCard.tsx";
import { OneMoment } from "./OneMoment.tsx";
import { ShareButton } from "./ShareButton.tsx";
import { useSearch } from "./use-search.ts";
import { useShare } from "./use-share.ts";

/** The search engine over the room's collection, best first, five at a time. */
export function SearchPanel() {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  const announce = useAnnounce();
  const { query, items, total, isBusy, fault, search, more } = useSearch(room);
  const sharing = useShare(room);
  const [text, setText] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const focusFrom = useRef<number>(undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text);
  };
  useEffect(() => {
    if (query !== undefined) announce(texts.panels.resultCount(total));
  }, [query, total, announce, texts]);
  useEffect(() => {
    // "See more" goes away with the last page; who used it goes on with the first new result.
    const from = focusFrom.current;
    if (from === undefined || items.length <= from) return;
    focusFrom.current = undefined;
    list.current?.children[from]?.querySelector("button")?.focus();
  }, [items]);

  return (
    <div className="parlor-search-engine">
      <form role="search" onSubmit={submit}>
        <label className="parlor-search">
          <Icon name="search" />
          <input
            type="search"
            dir="auto"
            value={text}
            maxLength={500}
            placeholder={texts.panels.searchPlaceholder}
            aria-label={texts.panels.searchPlaceholder}
            enterKeyHint="search"
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <button type="submit" className="parlor-button" data-primary aria-disabled={isBusy || undefined}>
          {texts.search}
        </button>
      </form>
      <OneMoment />
      {fault !== undefined && (
        <p className="parlor-reason" role="alert" dir="auto">
          {cleanText(fault)}
        </p>
      )}
      <p className="parlor-hint">
        {query === undefined
          ? texts.panels.searchHint
          : total === 0
            ? texts.panels.noResults(query)
            : texts.panels.resultCount(total)}
      </p>
      <ul className="parlor-items" ref={list} aria-busy={isBusy || undefined}>
        {items.map((item) => (
          <li key={item.id}>
            <ItemCard item={item} body={<Found item={item} />}>
              <ShareButton item={item} sharing={sharing} />
            </ItemCard>
          </li>
        ))}
      </ul>
      {items.length < total && (
        <button
          type="button"
          className="parlor-button"
          data-more
          aria-disabled={isBusy || undefined}
          onClick={() => {
            focusFrom.current = items.length;
            more();
          }}
        >
          {texts.panels.seeMore}
        </button>
      )}
    </div>
  );
}

function Found({ item: { body, highlights = [] } }: { readonly item: FoundItem }) {
  const excerpt = excerptOf(body, highlights);
  return piecesOf(excerpt.text, excerpt.runs).map(({ text, isMarked }, index) =>
    isMarked ? <mark key={index}>{cleanText(text)}</mark> : cleanText(text),
  );
}
