import { createChatClient, memoryStorage } from "@parlor/client";
import type { HelpRequest, LobbyRoom, QueueSummary } from "@parlor/protocol";
import { foldRoom, parseKind, PRESETS, type RoomState } from "@parlor/rules";
import { expect, test } from "bun:test";
import type { ReactElement } from "react";
import * as desk from "./desk/index.ts";
import * as lobby from "./lobby/index.ts";
import { componentsOf, htmlOnAServer } from "./on-the-server.tsx";
import * as panels from "./panels/index.ts";
import * as session from "./session/index.ts";
import * as split from "./split/index.ts";
import * as topics from "./topics/index.ts";

const nothing = () => {};
const client = createChatClient({ url: "https://chat.example", guest: { name: "Ana" }, storage: memoryStorage() });
const place = { lat: 52.51627, lng: 13.3777 };
const tiles = { url: "https://tiles.example/{z}/{x}/{y}.png", attribution: "those who drew it" };
const queue: QueueSummary = { queue: "help", kind: "helpdesk", title: "Help", can: [], location: true, places: [] };
const request: HelpRequest = {
  id: "r1",
  no: 1,
  status: "waiting",
  user: "pia",
  name: "Pia Novak",
  role: "participant",
  subject: "Lost backpack",
  description: "",
  askedAt: 0,
};
const tea: LobbyRoom = {
  room: "tea",
  subject: "Green tea",
  state: "free",
  seats: { taken: 0, total: 2 },
  roles: {},
  people: [],
};
const onRequests = { current: undefined, hrefOf: (id: string) => id, onOpen: nothing };

/** As it is after somebody closed it. */
function closedRoom(): RoomState {
  const kind = parseKind(PRESETS.find(({ name }) => name === "helpdesk"));
  if (!kind.ok) throw new Error("the help desk ships with Parlor");
  const by = { actor: "olga", at: 1, id: "e" };
  const room = foldRoom("r1", undefined, {
    ...by,
    seq: 1,
    type: "room_created",
    data: { kind: kind.kind, title: "", description: "" },
  });
  return foldRoom("r1", room, { ...by, seq: 2, type: "room_closed", data: { reason: "Solved" } });
}

type Shown = Readonly<Record<string, readonly [ReactElement, string]>>;

/** Each component behind each other door of the kit, and what a reader sees of it before any script runs. */
const DOORS: Readonly<Record<string, readonly [door: object, shown: Shown]>> = {
  desk: [
    desk,
    {
      AgentTools: [<desk.AgentTools key="" queue="help" onTaken={nothing} />, 'class="parlor-agent-tools"'],
      AskForm: [<desk.AskForm key="" queue={queue} onAsked={nothing} />, "<textarea"],
      DeskComposer: [<desk.DeskComposer key="" queue="help" />, "<textarea"],
      DeskTextsProvider: [
        <desk.DeskTextsProvider key="" value={{ ...desk.en, subject: "In a few words" }}>
          <desk.AskForm queue={queue} onAsked={nothing} />
        </desk.DeskTextsProvider>,
        "In a few words",
      ],
      Ended: [<desk.Ended key="" room={closedRoom()} />, "Solved"],
      MapTiles: [
        <desk.MapTiles key="" value={tiles}>
          <desk.PlaceCard last={{ location: place, at: 0 }} label="Pia" />
        </desk.MapTiles>,
        "those who drew it",
      ],
      MyPlace: [
        <desk.MyPlace
          key=""
          request={{ queue: "help", request: "r1", subject: "Lost backpack", status: "waiting" }}
          place={{ position: 2, of: 3 }}
          onWithdrawn={nothing}
        />,
        "Lost backpack",
      ],
      MyRequests: [<desk.MyRequests key="" queue={queue} {...onRequests} />, 'class="parlor-my-requests"'],
      OfferCard: [<desk.OfferCard key="" queue="help" onTaken={nothing} />, ""],
      PersonCard: [<desk.PersonCard key="" person={request} facts={[["Asked", "today"]]} />, "Pia Novak"],
      PlaceCard: [<desk.PlaceCard key="" last={{ location: place, at: 0 }} label="Pia" />, "52.51627"],
      PlaceMap: [
        <desk.PlaceMap key="" location={place} label="Pia" tiles={tiles} texts={desk.en} onBroken={nothing} />,
        'class="parlor-map"',
      ],
      QueueBoard: [<desk.QueueBoard key="" queue="help" {...onRequests} />, "Loading"],
      RequestActs: [
        <desk.RequestActs
          key=""
          queue="help"
          request={request}
          can={["queue.take"]}
          onTaken={nothing}
          onGone={nothing}
        />,
        "<button",
      ],
    },
  ],
  lobby: [
    lobby,
    {
      LobbyRoomCard: [
        <lobby.LobbyRoomCard
          key=""
          room={tea}
          looker={{ id: "ana", hosts: false }}
          onSit={() => Promise.resolve()}
          onEnter={nothing}
        />,
        "Green tea",
      ],
      LobbyView: [<lobby.LobbyView key="" lobby="coached" onEnter={nothing} />, 'class="parlor-lobby"'],
      ReceivingBar: [
        <lobby.ReceivingBar key="" lobby={lobby.lobbyFor(client, "coached")} interests={["Tea"]} />,
        'class="parlor-receiving"',
      ],
    },
  ],
  panels: [
    panels,
    {
      BriefPanel: [<panels.BriefPanel key="" />, "<"],
      ItemCard: [<panels.ItemCard key="" item={{ id: "s", title: "Sencha", body: "From Shizuoka" }} />, "Shizuoka"],
      OneMoment: [<panels.OneMoment key="" />, ""],
      PanelTabs: [
        <panels.PanelTabs key="" tabs={["brief", "search"]} current="brief" idOf={(tab) => tab} onPick={nothing} />,
        'role="tablist"',
      ],
      PanelView: [<panels.PanelView key="" tab="search" />, 'type="search"'],
      ProductsPanel: [<panels.ProductsPanel key="" />, 'class="parlor-products"'],
      SearchPanel: [<panels.SearchPanel key="" />, 'class="parlor-search-engine"'],
    },
  ],
  session: [
    session,
    {
      SessionBar: [<session.SessionBar key="" />, ""],
      SessionEnding: [
        <session.SessionEnding
          key=""
          ending={{ room: "r", to: undefined, token: "Tea:gift:ada:ben", why: "time", title: "Tea" }}
        />,
        "Tea:gift:ada:ben",
      ],
    },
  ],
  split: [
    split,
    {
      SplitRoom: [
        <split.SplitRoom key="" host="An editor">
          A talk
        </split.SplitRoom>,
        'role="separator"',
      ],
    },
  ],
  topics: [topics, { TopicList: [<topics.TopicList key="" />, 'class="parlor-topics"'] }],
};

test.each(Object.entries(DOORS))("every component of the kit's %s is tried here", (_, [door, shown]) => {
  expect(componentsOf(door)).toEqual(Object.keys(shown).toSorted());
});

const ALL = Object.entries(DOORS).flatMap(([door, [, shown]]) =>
  Object.entries(shown).map(([name, [element, text]]) => ({ name: `${door}: ${name}`, element, text })),
);

test.each(ALL)("$name renders on a server, where there is no window, document or socket", ({ element, text }) => {
  expect(htmlOnAServer(element)).toContain(text);
});
