import type { Observable, RoomTimeline } from "@parlor/client";
import { useState } from "react";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import { useSelected } from "../use-observable.ts";
import type { Item } from "./items.ts";
import type { View } from "./place-keeper.ts";

export interface UnreadNoticeProps {
  readonly items: readonly Item[];
  readonly view: Observable<View>;
  readonly divider: RoomTimeline["divider"];
  readonly onJump: (seq: number) => void;
  readonly onRead: () => void;
}

/** What is new begins above what is in view: how much it is, and the way there. */
export function UnreadNotice({ items, view, divider, onJump, onRead }: UnreadNoticeProps) {
  const { texts } = useWords();
  const [done, setDone] = useState<RoomTimeline["divider"]>();
  const isNeeded = divider !== undefined && divider.unread > 0 && done !== divider;
  const at = isNeeded ? items.findIndex(({ kind }) => kind === "unread") : -1;
  // Once it was in view, it has done its work.
  const isAbove = useSelected(view, ({ first }) => at >= 0 && at < first);
  if (!isNeeded || !isAbove) return null;

  return (
    <div className="parlor-unread-notice">
      <button
        type="button"
        onClick={() => {
          setDone(divider);
          onJump(firstNew(items, at) ?? divider.after + 1);
        }}
      >
        <strong>{texts.unreadFrom(divider.unread)}</strong> <span>{texts.jumpToUnread}</span>
      </button>
      <button
        type="button"
        className="parlor-icon-button"
        aria-label={texts.markAsRead}
        title={texts.markAsRead}
        onClick={() => {
          setDone(divider);
          onRead();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function firstNew(items: readonly Item[], from: number): number | undefined {
  const item = items.slice(from).find(({ kind }) => kind === "message");
  return item?.kind === "message" ? item.row.seq : undefined;
}
