import { useEffect, useSyncExternalStore } from "react";

const NARROW = "(max-width: 68rem)";
const PHONE = "(max-width: 45rem)";

/** The soft keyboard of iOS covers the page without making it smaller; this makes it smaller. */
export function useViewport(): void {
  useEffect(() => {
    const view = globalThis.visualViewport;
    if (!view) return;
    const fit = () => {
      document.documentElement.style.setProperty("--view-height", `${view.height}px`);
      // It also scrolls the page behind our back.
      if (view.offsetTop > 0) scrollTo(0, 0);
    };
    // Not at once: no keyboard is there yet, and to ask, the browser would lay out the page before anything is painted.
    view.addEventListener("resize", fit);
    view.addEventListener("scroll", fit);
    return () => {
      view.removeEventListener("resize", fit);
      view.removeEventListener("scroll", fit);
    };
  }, []);
}

/** Whether the people have no room beside the conversation. */
export const useNarrow = (): boolean => useMedia(NARROW);

/** Whether there is room for one pane alone. */
export const usePhone = (): boolean => useMedia(PHONE);

function useMedia(media: string): boolean {
  const { watch, get } = mediaOf(media);
  return useSyncExternalStore(watch, get);
}

interface Media {
  readonly watch: (changed: () => void) => () => void;
  readonly get: () => boolean;
}

const known = new Map<string, Media>();

/** Asked once and then told: to ask, the browser lays out the page, and a component asks whenever it is drawn. */
function mediaOf(media: string): Media {
  const made = known.get(media) ?? watchMedia(matchMedia(media));
  known.set(media, made);
  return made;
}

function watchMedia(query: MediaQueryList): Media {
  let { matches } = query;
  query.addEventListener("change", (event) => (matches = event.matches));
  return {
    watch(changed) {
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    get: () => matches,
  };
}
