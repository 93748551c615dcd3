import { unreachable } from "@parlor/rules";
import { BriefPanel } from "./BriefPanel.tsx";
import { ProductsPanel } from "./ProductsPanel.tsx";
import { SearchPanel } from "./SearchPanel.tsx";
import type { PanelTab } from "./tabs.ts";

/** What a tab shows. */
export function PanelView({ tab }: { readonly tab: PanelTab }) {
  switch (tab) {
    case "brief":
      return <BriefPanel />;
    case "products":
      return <ProductsPanel />;
    case "search":
      return <SearchPanel />;
    default:
      return unreachable(tab);
  }
}
