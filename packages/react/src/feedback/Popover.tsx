import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { AnnouncerOutlet } from "./Announcer.tsx";
import { isFocusLost } from "./focused.ts";

export interface PopoverProps {
  readonly anchor: DOMRect;
  readonly label: string;
  readonly role?: "dialog" | "menu";
  /** Takes the focus back when it closes. */
  readonly returnTo: HTMLElement | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const GAP_PX = 6;

/** Something small above everything else, beside what it belongs to. On a phone the style sheet puts it at the bottom. */
export function Popover({ anchor, label, role = "dialog", returnTo, onClose, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => void (close.current = onClose));

  useLayoutEffect(() => {
    const popover = box.current;
    if (!popover) return;
    const closed = (event: ToggleEvent) => event.newState === "closed" && close.current();
    popover.addEventListener("toggle", closed);
    popover.showPopover();
    return () => {
      popover.removeEventListener("toggle", closed);
      if (popover.matches(":popover-open")) popover.hidePopover();
    };
  }, []);

  useEffect(
    () => () => {
      if (isFocusLost()) returnTo?.focus();
    },
    [returnTo],
  );

  useLayoutEffect(() => {
    const popover = box.current;
    if (!popover) return;
    const placeIt = () => {
      const { x, y } = placeBeside(anchor, popover);
      popover.style.setProperty("--x", `${x}px`);
      popover.style.setProperty("--y", `${y}px`);
    };
    placeIt();
    const observer = new ResizeObserver(placeIt);
    observer.observe(popover);
    return () => observer.disconnect();
  }, [anchor]);

  return (
    <div ref={box} popover="auto" role={role} aria-label={label} className="parlor-popover">
      {children}
      <AnnouncerOutlet />
    </div>
  );
}

/** Below when there is room, else above; never beyond the edge of the window. */
function placeBeside(anchor: DOMRect, popover: HTMLElement): { x: number; y: number } {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = anchor.bottom + GAP_PX;
  const above = anchor.top - GAP_PX - height;
  const y = below + height <= innerHeight - GAP_PX || above < GAP_PX ? below : above;
  const x = popover.matches(":dir(rtl)") ? anchor.left : anchor.right - width;
  return { x: within(x, innerWidth - width), y: within(y, innerHeight - height) };
}

const within = (value: number, most: number) => Math.max(GAP_PX, Math.min(value, most - GAP_PX));
