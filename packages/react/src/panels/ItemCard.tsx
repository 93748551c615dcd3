import type { CatalogItem } from "@parlor/protocol";
import { type ReactNode, useState } from "react";
import { cleanText } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { webAddress } from "../markup/web-address.ts";

export interface ItemCardProps {
  readonly item: CatalogItem;
  /** In the place of its body, for example with what was found in it marked. */
  readonly body?: ReactNode;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** A card of a collection: what it is called, what it is, and a picture if there is one. */
export function ItemCard({ item, body, children }: ItemCardProps) {
  const { texts } = useWords();
  const [isBroken, setBroken] = useState(false);
  const link = item.url === undefined ? undefined : webAddress(item.url);
  const image = item.image === undefined || isBroken ? undefined : webAddress(item.image);
  const title = cleanText(item.title) || item.id;
  return (
    <div className="parlor-item">
      {image !== undefined && (
        <img src={image} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(true)} />
      )}
      <div>
        {/* Both begin at one edge. */}
        <div dir="auto">
          <strong className="parlor-item-title">{title}</strong>
          <p className="parlor-item-body" dir="auto">
            {body ?? cleanText(item.body)}
          </p>
        </div>
        {(link !== undefined || children !== undefined) && (
          <div className="parlor-item-acts">
            {children}
            {link !== undefined && (
              <a href={link} target="_blank" rel="noopener noreferrer nofollow ugc" className="parlor-link">
                {texts.panels.openItem}
                <span className="parlor-hidden">: {title}</span>
              </a>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
