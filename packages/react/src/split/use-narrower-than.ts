import { type RefObject, useLayoutEffect, useState } from "react";

/** Whether an element has less room than this, whatever the window has. On a server nobody knows, and it has enough. */
export function useNarrowerThan(element: RefObject<HTMLElement | null>, px: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = () => setNarrow(box.clientWidth > 0 && box.clientWidth < px);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, px]);
  return isNarrow;
}
