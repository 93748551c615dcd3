import type { Observable } from "@parlor/client";
import { useEffect, useReducer, useState } from "react";
import { createValue } from "../value.ts";
import { fewAtOnce } from "./few-at-once.ts";
import type { Item } from "./items.ts";
import type { View } from "./place-keeper.ts";

const AT_ONCE = 6;

/** The items, but for what came at the end: a few of that at a time, so that a key finds its turn between them. */
export function useFewAtOnce(items: readonly Item[], view: Observable<View>): readonly Item[] {
  const [, goOn] = useReducer((turn: number) => turn + 1, 0);
  const [lastDrawn] = useState(() => createValue<string | undefined>(undefined));
  // Away from the end none of them is drawn.
  const { few, isPart } = fewAtOnce(items, view.get().atEnd ? lastDrawn.get() : undefined, AT_ONCE);

  useEffect(() => {
    lastDrawn.set(few.at(-1)?.key);
    if (!isPart) return;
    const timer = setTimeout(goOn);
    return () => clearTimeout(timer);
  }, [few, isPart, lastDrawn]);
  return few;
}
