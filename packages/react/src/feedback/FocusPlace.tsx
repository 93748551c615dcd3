import { type ReactNode, useEffect, useRef } from "react";
import { isFocusLost } from "./focused.ts";

export interface FocusPlaceProps {
  readonly id?: string;
  readonly children: ReactNode;
}

/** Takes over the focus of what is taken away from here: of a field when its room closes, of a button that did its work. */
export function FocusPlace({ id, children }: FocusPlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const here = place.current;
    if (!here) return;
    let last: EventTarget | null = null;
    const came = ({ target }: FocusEvent) => void (last = target);
    const went = ({ relatedTarget }: FocusEvent) => void (relatedTarget && (last = null));
    const changes = new MutationObserver(() => {
      if (!(last instanceof Element) || last.isConnected) return;
      // What lies above the page gives the focus back by itself.
      const isAbove = last.closest("[popover], dialog") !== null;
      last = null;
      if (!isAbove && isFocusLost()) (here.querySelector("textarea") ?? here).focus();
    });
    here.addEventListener("focusin", came);
    here.addEventListener("focusout", went);
    changes.observe(here, { childList: true, subtree: true });
    return () => {
      here.removeEventListener("focusin", came);
      here.removeEventListener("focusout", went);
      changes.disconnect();
    };
  }, []);
  return (
    <div ref={place} id={id} className="parlor-focus-place" tabIndex={-1}>
      {children}
    </div>
  );
}
