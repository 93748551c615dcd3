import { cleanName, cleanText, Icon } from "@parlor/react";
import { useDeskTexts } from "@parlor/react/desk";
import type { ReactNode } from "react";
import { goBack } from "../route.ts";
import { useSettings } from "../settings.ts";
import { deskHref } from "./desk-route.ts";

export interface DeskHeaderProps {
  readonly queue: string;
  readonly title: string;
  readonly note: string;
  readonly children?: ReactNode;
}

/** What one is looking at, and the way back on a narrow screen. */
export function DeskHeader({ queue, title, note, children }: DeskHeaderProps) {
  const { texts } = useSettings();
  const desk = useDeskTexts();
  return (
    <header data-part="room-header">
      <button
        type="button"
        data-part="icon-button"
        data-back
        aria-label={texts.back}
        title={texts.back}
        onClick={() => goBack(deskHref(queue))}
      >
        <Icon name="back" />
      </button>
      <div data-part="room-heading">
        <h1 dir="auto">{cleanName(title) || desk.desk}</h1>
        {note !== "" && <p dir="auto">{cleanText(note)}</p>}
      </div>
      {children}
    </header>
  );
}
