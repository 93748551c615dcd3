import { cleanName, cleanText } from "@parlor/react";
import { useDeskTexts } from "@parlor/react/desk";
import type { ReactNode } from "react";
import { PaneHeader } from "../chat/PaneHeader.tsx";
import { goBack } from "../route.ts";
import { deskHref } from "./desk-route.ts";

export interface DeskHeaderProps {
  readonly queue: string;
  readonly title: string;
  readonly note: string;
  readonly children?: ReactNode;
}

/** What one is looking at, and the way back on a narrow screen. */
export function DeskHeader({ queue, title, note, children }: DeskHeaderProps) {
  const texts = useDeskTexts();
  return (
    <PaneHeader title={cleanName(title) || texts.desk} note={cleanText(note)} onBack={() => goBack(deskHref(queue))}>
      {children}
    </PaneHeader>
  );
}
