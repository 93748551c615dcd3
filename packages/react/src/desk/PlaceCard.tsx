import { useState } from "react";
import { useServerTime } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { useMapTiles } from "../map/MapTiles.tsx";
import { PlaceMap } from "../map/PlaceMap.tsx";
import { useWords } from "../provider.tsx";
import type { LastLocation } from "./last-location.ts";
import { coordinates } from "./use-position.ts";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface PlaceCardProps {
  readonly last: LastLocation | undefined;
  /** Who is there. */
  readonly label: string;
}

/** Where somebody was when they last said so: on a map, where there is one, and in numbers. */
export function PlaceCard({ last, label }: PlaceCardProps) {
  const texts = useDeskTexts();
  const { day, time, texts: kit } = useWords();
  const now = useServerTime(60_000);
  const tiles = useMapTiles();
  const [isBroken, setBroken] = useState(false);
  return (
    <section className="parlor-place-card" aria-label={texts.where}>
      <h2>{texts.where}</h2>
      {last ? (
        <>
          {tiles && !isBroken && (
            <PlaceMap
              location={last.location}
              label={label}
              tiles={tiles}
              texts={texts}
              onBroken={() => setBroken(true)}
            />
          )}
          <p className="parlor-coordinates">
            <Icon name="pin" />
            <bdi dir="ltr">{coordinates(last.location)}</bdi>
          </p>
          <p className="parlor-note">{texts.whereAsOf(texts.dayAndTime(day(last.at, now), time(last.at)))}</p>
          {isBroken && (
            <p className="parlor-note">
              {texts.noMap}{" "}
              <button type="button" className="parlor-link" onClick={() => setBroken(false)}>
                {kit.tryAgain}
              </button>
            </p>
          )}
        </>
      ) : (
        <p className="parlor-note">{texts.whereUnknown}</p>
      )}
    </section>
  );
}
