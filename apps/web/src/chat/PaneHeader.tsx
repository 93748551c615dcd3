import { ConnectionNotice, useWords } from "@parlor/react";
import type { ReactNode } from "react";
import { IconButton } from "../IconButton.tsx";
import { useSettings } from "../settings.ts";
import { usePhone } from "./use-viewport.ts";

export interface PaneHeaderProps {
  /** Empty until it is known. */
  readonly title: string;
  readonly note: string;
  readonly onBack: () => void;
  readonly children?: ReactNode;
}

/** What one is looking at. On a phone also the way back, and what the list says elsewhere: that there is no connection. */
export function PaneHeader({ title, note, onBack, children }: PaneHeaderProps) {
  const { texts } = useSettings();
  const isOnPhone = usePhone();
  return (
    <>
      <header className="parlor-room-header">
        <IconButton icon="back" text={texts.back} onClick={onBack} isBack />
        <div className="parlor-room-heading">
          {title === "" ? <TitleSkeleton /> : <h1 dir="auto">{title}</h1>}
          {note !== "" && <p dir="auto">{note}</p>}
        </div>
        {children}
      </header>
      {isOnPhone && <ConnectionNotice />}
    </>
  );
}

function TitleSkeleton() {
  const { texts } = useWords();
  return <span className="parlor-title-skeleton" role="img" aria-label={texts.connecting} />;
}
