import type { RoomState } from "./room-state.ts";

/**
 * What a conversation is called in the data that researchers collect: `<topic>:<scenario>:<assistant>:<client>…`.
 * Those whose role has a reserved seat come first, then everybody else in the order they came.
 */
export function conversationToken(room: RoomState): string {
  const { id, kind, title, about, session } = room;
  const topic = (about?.subject || title || id).replaceAll(/\s/g, "");
  const people = session && "people" in session ? session.people : [];
  const isHost = (role: string) => (kind.seats?.roles[role]?.reserved ?? 0) > 0;
  const hosts = people.filter(({ role }) => isHost(role));
  const others = people.filter(({ role }) => !isHost(role));
  return [topic, about?.scenario ?? "none", ...[...hosts, ...others].map(({ user }) => user)].join(":");
}
