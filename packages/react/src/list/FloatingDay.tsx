import type { Observable } from "@parlor/client";
import { useEffect, useRef, useState } from "react";
import { useServerTime } from "../hooks.ts";
import { useWords } from "../provider.tsx";
import { useSelected } from "../use-observable.ts";
import type { Item } from "./items.ts";
import type { View } from "./place-keeper.ts";

const SHOWN_MS = 1_500;

/** Which day one is looking at, while one scrolls. */
export function FloatingDay({ items, view }: { readonly items: readonly Item[]; readonly view: Observable<View> }) {
  const { day, dayKey } = useWords();
  const now = useServerTime(60_000);
  // At the end it is what comes that moves the view, and not who looks at it.
  const lookedAt = useSelected(view, ({ first, atEnd }) => (atEnd ? undefined : first));
  const [isShown, setShown] = useState(false);
  const lastLookedAt = useRef(lookedAt);

  useEffect(() => {
    if (lastLookedAt.current === lookedAt) return;
    lastLookedAt.current = lookedAt;
    setShown(lookedAt !== undefined);
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [lookedAt]);

  const at = lookedAt === undefined ? undefined : timeAt(items, lookedAt);
  const isOnScreen = lookedAt !== undefined && items[lookedAt]?.kind === "day";
  return (
    <div
      className="parlor-floating-day"
      data-shown={(isShown && !isOnScreen && at !== undefined) || undefined}
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
