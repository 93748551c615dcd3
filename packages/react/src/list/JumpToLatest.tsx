import type { Observable, Row } from "@parlor/client";
import { useState } from "react";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import { useSelected } from "../use-observable.ts";
import { messagesAfter, newestSeq } from "./newest.ts";
import type { View } from "./place-keeper.ts";

export interface JumpToLatestProps {
  readonly rows: readonly Row[];
  readonly view: Observable<View>;
  readonly me: string | undefined;
  readonly onJump: () => void;
}

/** Away from the end, the way back, and how much was said there meanwhile. */
export function JumpToLatest({ rows, view, me, onJump }: JumpToLatestProps) {
  const { texts, number } = useWords();
  const atEnd = useSelected(view, (seen) => seen.atEnd);
  const newest = newestSeq(rows);
  const [seen, setSeen] = useState(newest);
  if (atEnd && seen !== newest) setSeen(newest);

  const count = atEnd ? 0 : messagesAfter(rows, seen).filter((row) => row.actor !== me).length;
  return (
    <div className="parlor-jump" data-shown={!atEnd || undefined} inert={atEnd}>
      <button
        type="button"
        className="parlor-round-button"
        aria-label={count > 0 ? `${texts.jumpToLatest}, ${texts.newMessages(count)}` : texts.jumpToLatest}
        title={texts.jumpToLatest}
        onClick={onJump}
      >
        {count > 0 && <span className="parlor-badge">{number(count)}</span>}
        <Icon name="down" />
      </button>
    </div>
  );
}
