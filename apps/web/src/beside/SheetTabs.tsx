import { type PanelTab, tabsOf, useCurrentRoom, usePanels, useWords } from "@parlor/react";
import { PanelTabs, PanelView } from "@parlor/react/panels";
import { type ReactNode, useEffect, useRef } from "react";

export interface SheetTabsProps {
  readonly shown: PanelTab | undefined;
  readonly onShow: (tab: PanelTab | undefined) => void;
  /** The conversation. It stays where it is under whatever lies over it. */
  readonly children: ReactNode;
}

const idOf = (tab: string) => `sheet-${tab}`;

/** Where there is no room beside the conversation, its panels come over it, one at a time. */
export function SheetTabs({ shown, onShow, children }: SheetTabsProps) {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  const tabs = tabsOf(usePanels(room));
  const current = tabs.find((tab) => tab === shown) ?? "conversation";
  const covered = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (covered.current) covered.current.inert = current !== "conversation";
  }, [current]);
  return (
    <>
      <PanelTabs
        tabs={["conversation", ...tabs]}
        current={current}
        idOf={idOf}
        onPick={(tab) => onShow(tab === "conversation" ? undefined : tab)}
      />
      <div className="parlor-sheets">
        <div
          ref={covered}
          className="parlor-sheet-under"
          id={idOf("conversation")}
          role="tabpanel"
          aria-labelledby={`${idOf("conversation")}-tab`}
        >
          {children}
        </div>
        {current !== "conversation" && (
          <div
            className="parlor-sheet"
            id={idOf(current)}
            role="tabpanel"
            aria-labelledby={`${idOf(current)}-tab`}
            tabIndex={0}
          >
            <h2 className="parlor-hidden">{texts.panels[current]}</h2>
            <PanelView tab={current} />
          </div>
        )}
      </div>
    </>
  );
}
