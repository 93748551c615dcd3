import type { Observable } from "@parlor/client";
import { type RefObject, useEffect, useState } from "react";
import { createValue } from "../value.ts";

/** Whether an element is on the screen: a room within a page of a host app may lie far below. */
export function useOnScreen(element: RefObject<Element | null>): Observable<boolean> {
  const [onScreen] = useState(() => createValue(false));
  useEffect(() => {
    // Tells at once how it is, and then of each change.
    const observer = new IntersectionObserver((seen) => {
      onScreen.set(seen.at(-1)?.isIntersecting ?? onScreen.get());
    });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, onScreen]);
  return onScreen;
}
