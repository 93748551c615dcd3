import { useServerTime } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import type { LastLocation } from "./last-location.ts";
import { coordinates } from "./use-position.ts";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface PlaceCardProps {
  readonly last: LastLocation | undefined;
  readonly label: string;
}

/** Where somebody was when they last said so. */
export function PlaceCard({ last }: PlaceCardProps) {
  const texts = useDeskTexts();
  const { day, time } = useWords();
  const now = useServerTime(60_000);
  return (
    <section data-part="place-card" aria-label={texts.where}>
      <h3>{texts.where}</h3>
      {last ? (
        <>
          <p data-part="coordinates" dir="ltr">
            <Icon name="pin" />
            {coordinates(last.location)}
          </p>
          <p data-part="note">{texts.whereAsOf(`${day(last.at, now)}, ${time(last.at)}`)}</p>
        </>
      ) : (
        <p data-part="note">{texts.whereUnknown}</p>
      )}
    </section>
  );
}
