import { type RefObject, useEffect, useRef } from "react";
import { cameFromHere } from "./route.ts";

/** One came in or went out since the page was loaded. */
let wentThroughTheDoor = false;

export function goThroughTheDoor(): void {
  wentThroughTheDoor = true;
}

/** A screen takes the focus when the button that led to it is gone. Whoever comes from outside begins at the top. */
export function usePlaceForFocus(): RefObject<HTMLElement | null> {
  const screen = useRef<HTMLElement>(null);
  useEffect(() => {
    const isFromHere = wentThroughTheDoor || cameFromHere();
    if (isFromHere && document.activeElement === document.body) screen.current?.focus({ preventScroll: true });
  }, []);
  return screen;
}
