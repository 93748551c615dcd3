import { useCurrentRoom, usePanels, type PanelTab, tabsOf, useWords } from "@parlor/react";
import { PanelTabs, PanelView } from "@parlor/react/panels";
import { useSettings } from "../settings.ts";

export interface BesidePaneProps {
  /** Which panel was chosen last; the first one otherwise. */
  readonly shown: PanelTab | undefined;
  readonly onShow: (tab: PanelTab) => void;
}

const idOf = (tab: string) => `beside-${tab}`;

/** Instructions, products, search: in a pane of their own beside the conversation. */
export function BesidePane({ shown, onShow }: BesidePaneProps) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const { room } = useCurrentRoom();
  const tabs = tabsOf(usePanels(room));
  const current = tabs.find((tab) => tab === shown) ?? tabs[0];
  if (current === undefined) return null;
  const hasTabs = tabs.length > 1;
  return (
    <aside className="parlor-beside-pane" data-landmark aria-label={texts.coached.beside} tabIndex={-1}>
      {hasTabs ? (
        <PanelTabs tabs={tabs} current={current} idOf={idOf} onPick={(tab) => tab !== "conversation" && onShow(tab)} />
      ) : (
        <h2 className="parlor-beside-title">{kit.panels[current]}</h2>
      )}
      <div
        className="parlor-beside-panel"
        id={idOf(current)}
        {...(hasTabs && { role: "tabpanel", "aria-labelledby": `${idOf(current)}-tab` })}
        // It scrolls, and may hold nothing that takes the focus.
        tabIndex={0}
      >
        {hasTabs && <h2 className="parlor-hidden">{kit.panels[current]}</h2>}
        <PanelView tab={current} />
      </div>
    </aside>
  );
}
