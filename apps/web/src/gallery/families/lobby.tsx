import type { LobbyRoom } from "@parlor/protocol";
import { type Looker, LobbyRoomCard, LobbyView } from "@parlor/react/lobby";
import type { Family } from "../family.ts";
import type { Stage } from "../stage.ts";
import { LONG } from "./talk.ts";

const ANA: Looker = { id: "ana", hosts: false };

const room = (changes: Partial<LobbyRoom> = {}): LobbyRoom => ({
  room: changes.subject ?? "tea",
  subject: "Tea",
  host: { id: "ada", name: "Ada" },
  state: "free",
  seats: { taken: 0, total: 2 },
  roles: {},
  people: [],
  ...changes,
});
const waiting: Partial<LobbyRoom> = { state: "waiting", seats: { taken: 1, total: 2 }, people: ["ben"] };
const full: Partial<LobbyRoom> = { state: "full", seats: { taken: 2, total: 2 }, people: ["ada", "ben"] };

const card = (one: LobbyRoom, looker: Looker = ANA) => (
  <LobbyRoomCard
    room={one}
    looker={looker}
    onSit={() => Promise.reject(new Error("The last free seat is kept for an assistant."))}
    onEnter={() => {}}
  />
);

function furnish(stage: Stage, hosts: boolean, rooms: readonly LobbyRoom[]): void {
  const scenarios = [{ id: "gift", title: "A present for a friend" }];
  stage.answer("list_lobbies", () => ({ lobbies: [{ lobby: "coached", hosts, interests: [], scenarios }] }));
  stage.answer("open_lobby", ({ lobby }) => ({ lobby, rooms: [...rooms] }));
  stage.answer("close_lobby", ({ lobby }) => ({ lobby }));
}

const lobby = () => <LobbyView lobby="coached" onEnter={() => {}} />;

export const lobbies: Family = {
  name: "Lobby",
  states: [
    { name: "free", show: () => card(room()) },
    {
      name: "free, and its host is there",
      show: () => card(room({ seats: { taken: 1, total: 2 }, people: ["ada"] })),
    },
    { name: "somebody waits, for an assistant", show: () => card(room(waiting), { id: "ada", hosts: true }) },
    { name: "somebody waits, for everybody else", show: () => card(room(waiting)) },
    {
      name: "in conversation",
      show: (stage) => card(room({ ...full, endsAt: stage.client.serverNow() + 754_000 })),
    },
    { name: "one's own", show: () => card(room({ ...full, people: ["ana", "ada"] })) },
    { name: "a long subject, many seats", show: () => card(room({ subject: LONG, seats: { taken: 3, total: 40 } })) },
    { name: "LobbyView: looking", set: (stage) => stage.keepWaiting("open_lobby"), show: lobby },
    { name: "LobbyView: nobody receives", set: (stage) => furnish(stage, false, []), show: lobby },
    {
      name: "LobbyView: some rooms",
      set: (stage) =>
        furnish(stage, false, [room(), room({ subject: "Coffee", ...waiting }), room({ subject: "Wine", ...full })]),
      show: lobby,
    },
    { name: "LobbyView: for who receives people", set: (stage) => furnish(stage, true, []), show: lobby },
    {
      name: "LobbyView: refused",
      set: (stage) => stage.refuse("open_lobby", "no_such_kind", 'There is no lobby "coached".'),
      show: lobby,
    },
  ],
};
