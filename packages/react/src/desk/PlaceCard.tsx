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
    <section data-part="place-card" aria-label={texts.where}>
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
          <p data-part="coordinates">
            <Icon name="pin" />
            <bdi dir="ltr">{coordinates(last.location)}</bdi>
          </p>
          <p data-part="note">{texts.whereAsOf(texts.dayAndTime(day(last.at, now), time(last.at)))}</p>
          {isBroken && (
            <p data-part="note">
              {texts.noMap}{" "}
              <button type="button" data-part="link" onClick={() => setBroken(false)}>
                {kit.tryAgain}
              </button>
            </p>
          )}
        </>
      ) : (
        <p data-part="note">{texts.whereUnknown}</p>
      )}
    </section>
  );
}
