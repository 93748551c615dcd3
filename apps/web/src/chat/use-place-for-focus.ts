import { type RefObject, useEffect, useRef } from "react";
import { cameFromHere } from "../route.ts";

/** A screen takes the focus when the button that led to it is gone. Whoever comes from outside begins at the top. */
export function usePlaceForFocus(): RefObject<HTMLElement | null> {
  const screen = useRef<HTMLElement>(null);
  useEffect(() => {
    if (cameFromHere() && document.activeElement === document.body) screen.current?.focus({ preventScroll: true });
  }, []);
  return screen;
}
