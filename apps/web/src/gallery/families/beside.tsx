import type { CatalogItem, Participant, RoomDraft } from "@parlor/protocol";
import { BriefPanel, ItemCard, PanelTabs, ProductsPanel, SearchPanel } from "@parlor/react/panels";
import { SessionBar, SessionEnding } from "@parlor/react/session";
import { SplitRoom } from "@parlor/react/split";
import type { PanelTab } from "@parlor/react";
import { useId, useState } from "react";
import type { Family } from "../family.ts";
import type { Stage } from "../stage.ts";
import { LONG } from "./talk.ts";

const PEOPLE: Participant[] = [
  { user: "ana", role: "client" },
  { user: "ada", role: "assistant" },
];
const ITEMS = ["Sencha", "Jasmine pearls", "Kettle with a thermometer"].map((title) => ({
  id: title,
  title,
  body: "For an afternoon with somebody who drinks a lot of tea.",
}));
const ITEM = { id: "sencha", title: "Sencha", body: "Green tea from Shizuoka with a taste of fresh grass." };

/** A coached room in which this happened, with so much time on its clock. */
function coached(stage: Stage, leftMs: number | undefined, ...events: readonly RoomDraft[]): void {
  const room = stage
    .room({ id: "talk", kind: "coached", title: "Tea" })
    .join("ada", "Ada", "assistant")
    .join("ana", "Ana", "client");
  room.untilNow();
  if (leftMs === undefined) return;
  room.add("parlor", { type: "session_started", data: { people: PEOPLE, endsAt: Date.now() + leftMs } });
  for (const event of events) room.add("parlor", event);
}

/** The same, with what is in its collection. */
function stocked(stage: Stage, items: readonly CatalogItem[]): void {
  coached(stage, 754_000);
  stage.answer("search_catalog", ({ offset }) => ({ items: items.slice(offset), total: items.length }));
}

const bar = () => <SessionBar />;
const products = () => <ProductsPanel />;
const token = "Tea:gift:ada:ana";

function Tabs() {
  const id = useId();
  const [current, setCurrent] = useState<"conversation" | PanelTab>("products");
  return (
    <>
      <PanelTabs
        tabs={["conversation", "brief", "products", "search"]}
        current={current}
        idOf={(tab) => (tab === current ? id : `${id}-${tab}`)}
        onPick={setCurrent}
      />
      <p id={id} role="tabpanel" className="parlor-hint" tabIndex={0}>
        {current}
      </p>
    </>
  );
}

export const beside: Family = {
  name: "Conversations with a clock",
  states: [
    { name: "SessionBar: waiting", room: "talk", set: (stage) => coached(stage, undefined), show: bar },
    { name: "SessionBar: running", room: "talk", set: (stage) => coached(stage, 754_000), show: bar },
    { name: "SessionBar: soon over", room: "talk", set: (stage) => coached(stage, 45_000), show: bar },
    {
      name: "SessionBar: paused",
      room: "talk",
      set: (stage) => coached(stage, 754_000, { type: "session_paused", data: { leftMs: 754_000 } }),
      show: bar,
    },
    {
      name: "SessionBar: over",
      room: "talk",
      set: (stage) => coached(stage, 0, { type: "session_wrapping_up", data: { until: Date.now() + 600_000 } }),
      show: bar,
    },
    {
      name: "SessionEnding: in a lobby",
      show: () => (
        <SessionEnding ending={{ room: "talk", to: "coached", token, title: "Tea", why: "time" }} onLobby={() => {}} />
      ),
    },
    {
      name: "SessionEnding: a long token",
      show: () => <SessionEnding ending={{ room: "talk", to: undefined, token: token.repeat(8), why: "idle" }} />,
    },
    { name: "BriefPanel", room: "talk", set: (stage) => coached(stage, 754_000), show: () => <BriefPanel /> },
    {
      name: "SearchPanel: before the first search",
      room: "talk",
      set: (stage) => coached(stage, 754_000),
      show: () => <SearchPanel />,
    },
    { name: "PanelTabs", room: "talk", set: (stage) => coached(stage, 754_000), show: () => <Tabs /> },
    {
      name: "ProductsPanel: loading",
      room: "talk",
      set(stage) {
        coached(stage, 754_000);
        stage.keepWaiting("search_catalog");
      },
      show: products,
    },
    { name: "ProductsPanel: some", room: "talk", set: (stage) => stocked(stage, ITEMS), show: products },
    { name: "ProductsPanel: none", room: "talk", set: (stage) => stocked(stage, []), show: products },
    {
      name: "ProductsPanel: refused",
      room: "talk",
      set(stage) {
        coached(stage, 754_000);
        stage.refuse("search_catalog", "not_allowed", "Only an assistant can search here.");
      },
      show: products,
    },
    { name: "ItemCard", show: () => <ItemCard item={ITEM} /> },
    {
      name: "ItemCard: long, with a link",
      show: () => <ItemCard item={{ ...ITEM, title: LONG, body: LONG.repeat(3), url: "https://example.com" }} />,
    },
    {
      name: "SplitRoom",
      tall: true,
      show: () => (
        <SplitRoom host={<p className="parlor-hint">Host</p>}>
          <p className="parlor-hint">Conversation</p>
        </SplitRoom>
      ),
    },
  ],
};
