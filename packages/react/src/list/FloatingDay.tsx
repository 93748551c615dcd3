import type { Observable } from "@parlor/client";
import { useEffect, useRef, useState } from "react";
import { useServerTime } from "../hooks.ts";
import { useWords } from "../provider.tsx";
import { useObservable } from "../use-observable.ts";
import type { Item } from "./items.ts";
import type { View } from "./place-keeper.ts";

const SHOWN_MS = 1_500;

/** Which day one is looking at, while one scrolls. */
export function FloatingDay({ items, view }: { readonly items: readonly Item[]; readonly view: Observable<View> }) {
  const { day, dayKey } = useWords();
  const now = useServerTime(60_000);
  const { first, atEnd } = useObservable(view);
  const [isShown, setShown] = useState(false);
  // At the end it is what comes that moves the view, and not who looks at it.
  const lookedAt = atEnd ? undefined : first;
  const lastLookedAt = useRef(lookedAt);

  useEffect(() => {
    if (lastLookedAt.current === lookedAt) return;
    lastLookedAt.current = lookedAt;
    setShown(lookedAt !== undefined);
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [lookedAt]);

  const at = atEnd ? undefined : timeAt(items, first);
  const isOnScreen = items[first]?.kind === "day";
  return (
    <div
      className="parlor-floating-day"
      data-shown={(isShown && !atEnd && !isOnScreen && at !== undefined) || undefined}
      aria-hidden="true"
    >
      {at !== undefined && <span key={dayKey(at)}>{day(at, now)}</span>}
    </div>
  );
}

function timeAt(items: readonly Item[], from: number): number | undefined {
  for (let index = from; index < items.length; index += 1) {
    const item = items[index];
    if (item?.kind === "message") return item.row.at;
    if (item?.kind === "day" || item?.kind === "news") return item.at;
  }
  return undefined;
}
