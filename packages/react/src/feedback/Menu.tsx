import { type KeyboardEvent, useEffect, useRef } from "react";
import { Icon, type IconName } from "../icons.tsx";
import { focusedAround, isFocusLost } from "./focused.ts";

export interface MenuItem {
  readonly icon: IconName;
  readonly text: string;
  readonly isDangerous?: boolean;
  readonly onPick: () => void;
}

/** Choices that the arrow keys walk through. The first one takes the focus. */
export function Menu({ label, items }: { readonly label: string; readonly items: readonly MenuItem[] }) {
  const menu = useRef<HTMLDivElement>(null);
  const focusFirst = () => menu.current?.querySelector("button")?.focus();
  useEffect(focusFirst, []);
  // What had the focus may not be possible any more.
  useEffect(() => {
    if (isFocusLost()) focusFirst();
  }, [items.length]);

  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...(menu.current?.querySelectorAll("button") ?? [])];
    const focused = focusedAround(event.currentTarget);
    const at = buttons.findIndex((button) => button === focused);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons.at(next % buttons.length)?.focus();
  };

  return (
    <div ref={menu} role="menu" aria-label={label} className="parlor-menu" onKeyDown={pressed}>
      {items.map(({ icon, text, isDangerous, onPick }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          data-dangerous={isDangerous || undefined}
          onClick={onPick}
        >
          <Icon name={icon} />
          {text}
        </button>
      ))}
    </div>
  );
}
