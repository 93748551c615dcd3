import type { LobbyRoom } from "@parlor/protocol";

/** What a room of a lobby is to the one who looks at it. */
export type Seat = "mine" | "free" | "waits-for-me" | "waits" | "taken";

export interface Looker {
  readonly id: string | undefined;
  /** Receives others in this lobby. */
  readonly hosts: boolean;
}

export function seatIn(room: LobbyRoom, { id, hosts }: Looker): Seat {
  if (id !== undefined && room.people.includes(id)) return "mine";
  if (room.state === "full") return "taken";
  if (room.state === "free") return "free";
  // Somebody sits there already, and a seat is kept for one who receives people.
  return hosts ? "waits-for-me" : "waits";
}

export const mayEnter = (seat: Seat): boolean => seat !== "taken" && seat !== "waits";

const ORDER: readonly Seat[] = ["mine", "waits-for-me", "free", "waits", "taken"];

/** Where one can go comes first; of those that are taken, the one that is over first. */
export function inSeatOrder(rooms: readonly LobbyRoom[], looker: Looker, lang: string): readonly LobbyRoom[] {
  const collator = new Intl.Collator(lang);
  const rank = (room: LobbyRoom) => ORDER.indexOf(seatIn(room, looker));
  const end = (room: LobbyRoom) => (room.state === "full" ? (room.endsAt ?? Number.MAX_SAFE_INTEGER) : 0);
  return rooms.toSorted(
    (a, b) =>
      rank(a) - rank(b) || end(a) - end(b) || collator.compare(a.subject, b.subject) || (a.room < b.room ? -1 : 1),
  );
}

/** How many sit and wait for the one who receives people here. */
export const waitingFor = (rooms: readonly LobbyRoom[], looker: Looker): number =>
  rooms
    .filter((room) => room.host === undefined || room.host.id === looker.id)
    .filter((room) => seatIn(room, looker) === "waits-for-me").length;
