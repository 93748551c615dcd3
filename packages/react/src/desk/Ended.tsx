import type { RoomState } from "@parlor/rules";
import { useServerTime } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { cleanName, cleanText } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface EndedProps {
  readonly room: RoomState;
  /** For who asked. */
  readonly onAskAgain?: (() => void) | undefined;
}

/** In the place of the composer: who closed the conversation, with what result, and what one can do now. */
export function Ended({ room: { closed, members }, onAskAgain }: EndedProps) {
  const { day, time } = useWords();
  const now = useServerTime(60_000);
  const texts = useDeskTexts();
  if (!closed) return null;
  const by = members.get(closed.by)?.name;
  const when = texts.dayAndTime(day(closed.at, now), time(closed.at));
  return (
    <section className="parlor-ended">
      <Icon name="lock" />
      <div>
        <p dir="auto">{by === undefined ? texts.ended(when) : texts.endedBy(cleanName(by), when)}</p>
        {closed.reason !== "" && (
          <p className="parlor-ended-reason" dir="auto">
            {texts.because(cleanText(closed.reason))}
          </p>
        )}
        <p className="parlor-note">{texts.canRead}</p>
      </div>
      {onAskAgain && (
        <button type="button" className="parlor-button" data-primary onClick={onAskAgain}>
          {texts.askAgain}
        </button>
      )}
    </section>
  );
}
