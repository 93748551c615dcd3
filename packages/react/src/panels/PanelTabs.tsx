import { type KeyboardEvent, useRef } from "react";
import { Icon, type IconName } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import type { PanelTab } from "./tabs.ts";

export interface PanelTabsProps {
  readonly tabs: readonly (PanelTab | "conversation")[];
  readonly current: PanelTab | "conversation";
  /** The id of what each tab shows. */
  readonly idOf: (tab: PanelTab | "conversation") => string;
  readonly onPick: (tab: PanelTab | "conversation") => void;
}

const ICONS: Record<PanelTab | "conversation", IconName> = {
  conversation: "talk",
  brief: "list",
  products: "tag",
  search: "search",
};

/** Which of the panels is shown. The arrow keys walk through them. */
export function PanelTabs({ tabs, current, idOf, onPick }: PanelTabsProps) {
  const { texts, dir } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const pressed = (event: KeyboardEvent) => {
    const at = tabs.indexOf(current);
    const [forward, back] = dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const next = { [forward]: at + 1, [back]: at - 1, Home: 0, End: -1 }[event.key];
    const tab = next === undefined ? undefined : tabs.at(next % tabs.length);
    if (tab === undefined) return;
    event.preventDefault();
    onPick(tab);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab}"]`)?.focus();
  };
  return (
    <div ref={list} role="tablist" className="parlor-tabs" aria-label={texts.panels.views} onKeyDown={pressed}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          data-tab={tab}
          id={`${idOf(tab)}-tab`}
          aria-selected={tab === current}
          aria-controls={tab === current ? idOf(tab) : undefined}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => onPick(tab)}
        >
          <Icon name={ICONS[tab]} />
          <span>{texts.panels[tab]}</span>
        </button>
      ))}
    </div>
  );
}
