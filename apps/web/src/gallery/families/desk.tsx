import type { QueuePlace, RequestMoved } from "@parlor/protocol";
import { useCurrentRoom, useRoomState } from "@parlor/react";
import {
  AgentTools,
  AskForm,
  DeskComposer,
  Ended,
  type LastLocation,
  MapTiles,
  MyPlace,
  MyRequests,
  OfferCard,
  PersonCard,
  PlaceCard,
  QueueBoard,
  RequestActs,
} from "@parlor/react/desk";
import type { Family } from "../family.ts";
import type { Stage } from "../stage.ts";
import { AGENT, asked, offered, QUEUE, queueOn, summaryOf, taken } from "../written-queue.ts";
import { LONG } from "./talk.ts";

const nothing = () => {};
const href = (request: string) => `#${request}`;

const tools = () => <AgentTools queue={QUEUE} onTaken={nothing} />;
const board = () => <QueueBoard queue={QUEUE} current="request-0" hrefOf={href} onOpen={nothing} />;
const waits = { agent: "ana", name: "Ana", role: "organizer", since: 1 };

/** A conversation of the desk, closed unless one says so. */
function conversation(stage: Stage, id: string, title: string, isOpen = false): void {
  const room = stage
    .room({ id, kind: "helpdesk", title, about: { queue: QUEUE, request: id } })
    .join("pia", "Pia", "participant")
    .join("ana", "Ana", "organizer");
  room.say("pia", "I left it near the left tower of the main stage.");
  if (!isOpen) room.add("ana", { type: "room_closed", data: { reason: "Solved" } });
  stage.mine(room);
}

const MINE: RequestMoved = { queue: QUEUE, request: "request-9", subject: "Lost blue backpack", status: "waiting" };
const place = (at: QueuePlace | undefined) => () => <MyPlace request={MINE} place={at} onWithdrawn={nothing} />;
const myRequests = () => (
  <MyRequests queue={summaryOf(["queue.ask"])} current={undefined} hrefOf={href} onOpen={nothing} />
);

const acts = (request: ReturnType<typeof asked>, can = AGENT) => (
  <div className="parlor-gallery-text">
    <RequestActs queue={QUEUE} request={request} can={can} onTaken={nothing} onGone={nothing} />
  </div>
);

const LAST: LastLocation = { location: { lat: 52.51628, lng: 13.3777 }, at: Date.now() - 90_000 };
const drawnTile = (inside: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#e8e2d4"/>${inside}</svg>`)}#{z}/{x}/{y}`;
const STREETS = drawnTile('<path d="M0 64H256M64 0V256M0 170L256 140" stroke="#fff" stroke-width="10"/>');

const where = (last: LastLocation | undefined, tiles?: string) => () => (
  <div className="parlor-gallery-text">
    <MapTiles value={tiles === undefined ? undefined : { url: tiles, attribution: "© Somebody" }}>
      <PlaceCard last={last} label="Pia" />
    </MapTiles>
  </div>
);

const person = (name: string, subject: string, guest?: true) => () => (
  <div className="parlor-gallery-text">
    <PersonCard
      person={{ user: "pia", name, subject, ...(guest && { guest }) }}
      facts={[
        ["Asked", "Today, 18:49"],
        ["Helped by", "Ana"],
      ]}
    />
  </div>
);

function EndedHere({ again }: { readonly again?: true }) {
  const room = useRoomState(useCurrentRoom().room);
  return room ? <Ended room={room} onAskAgain={again && nothing} /> : null;
}

export const desk: Family = {
  name: "Help desk",
  states: [
    { name: "AgentTools: nobody waits", set: (stage) => queueOn(stage, []), show: tools },
    { name: "AgentTools: somebody waits", set: (stage) => queueOn(stage, [asked(0)]), show: tools },
    { name: "AgentTools: waiting for the next", set: (stage) => queueOn(stage, [], [waits]), show: tools },
    { name: "QueueBoard: loading", set: (stage) => stage.keepWaiting("open_queue"), show: board },
    { name: "QueueBoard: empty", set: (stage) => queueOn(stage, []), show: board },
    {
      name: "QueueBoard: at work",
      set(stage) {
        queueOn(stage, [taken(0, "ana", "Ana"), asked(1), offered(2, "max", "Max"), taken(3, "max", "Max")]);
        conversation(stage, "closed", "A lost bottle");
      },
      show: board,
    },
    {
      name: "OfferCard",
      tall: true,
      set: (stage) => queueOn(stage, [offered(0, "ana", "Ana")]),
      show: () => <OfferCard queue={QUEUE} onTaken={nothing} />,
    },
    { name: "RequestActs: waiting", show: () => acts(asked(0)) },
    { name: "RequestActs: one's own", show: () => acts(taken(0, "ana", "Ana")) },
    {
      name: "RequestActs: a colleague's, for who may step in",
      show: () => acts(taken(0, "max", "Max"), [...AGENT, "queue.force"]),
    },
    { name: "PersonCard", show: person("Pia", "Lost blue backpack") },
    { name: "PersonCard: a guest, a long name, no subject", show: person("W".repeat(64), "", true) },
    { name: "PlaceCard: not said", show: where(undefined) },
    { name: "PlaceCard: without maps", show: where(LAST) },
    { name: "PlaceCard: on a map", show: where(LAST, STREETS) },
    { name: "PlaceCard: the map cannot be had", show: where(LAST, "data:image/svg+xml,gone#{z}/{x}/{y}") },
    {
      name: "AskForm",
      show: () => (
        <div className="parlor-gallery-text">
          <AskForm queue={summaryOf(["queue.ask"])} onAsked={nothing} />
        </div>
      ),
    },
    { name: "MyPlace: not known yet", show: place(undefined) },
    { name: "MyPlace: next", show: place({ position: 1, of: 3, estimatedWaitMs: 0 }) },
    { name: "MyPlace: in line", show: place({ position: 4, of: 11, estimatedWaitMs: 540_000 }) },
    { name: "MyRequests: none", show: myRequests },
    {
      name: "MyRequests: open ones and closed ones",
      set(stage) {
        stage.inbox({ type: "request_moved", data: { ...MINE, request: "request-8", subject: LONG.slice(0, 200) } });
        stage.inbox({ type: "request_moved", data: MINE });
        conversation(stage, "request-1", "A lost bottle");
      },
      show: myRequests,
    },
    {
      name: "DeskComposer",
      room: "talk",
      set: (stage) => conversation(stage, "talk", "Lost blue backpack", true),
      show: () => <DeskComposer queue={QUEUE} />,
    },
    {
      name: "Ended: for who helped",
      room: "talk",
      set: (stage) => conversation(stage, "talk", "Lost blue backpack"),
      show: () => <EndedHere />,
    },
    {
      name: "Ended: for who asked",
      room: "talk",
      set: (stage) => conversation(stage, "talk", "Lost blue backpack"),
      show: () => <EndedHere again />,
    },
  ],
};
