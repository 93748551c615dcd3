import { memo } from "react";
import type { SharedEvent } from "../list/items.ts";
import { cleanName } from "../markup/clean.ts";
import { Avatar } from "../people/Avatar.tsx";
import { ItemCard } from "../panels/ItemCard.tsx";
import { useWords } from "../provider.tsx";

/** A card in the conversation, as it was when it was shared. */
export const SharedCard = memo(function SharedCard({ shared: { actor, at, data } }: { readonly shared: SharedEvent }) {
  const { texts, time, moment } = useWords();
  const name = cleanName(data.name) || texts.someone;
  return (
    <div
      className="parlor-shared-card"
      role="article"
      aria-label={`${texts.panels.sharedItem(name, data.item.title)}, ${time(at)}`}
    >
      <div className="parlor-gutter">
        <Avatar id={actor} name={name} />
      </div>
      <div className="parlor-body">
        <div className="parlor-byline">
          <bdi className="parlor-name">{name}</bdi>
          <time dateTime={new Date(at).toISOString()} title={moment(at)}>
            {time(at)}
          </time>
        </div>
        <ItemCard item={data.item} />
      </div>
    </div>
  );
});
