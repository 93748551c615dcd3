import type { Panel } from "@parlor/protocol";

/** What one can look at beside a conversation, one at a time. */
export type PanelTab = "brief" | "products" | "search";

/** Instructions and the list of what is to be done are read together. */
const TAB_OF: Partial<Record<Panel, PanelTab>> = {
  instructions: "brief",
  checklist: "brief",
  products: "products",
  search: "search",
};
const ORDER: readonly PanelTab[] = ["brief", "products", "search"];

export function tabsOf(panels: readonly Panel[]): readonly PanelTab[] {
  const tabs = new Set(panels.map((panel) => TAB_OF[panel]));
  return ORDER.filter((tab) => tabs.has(tab));
}
