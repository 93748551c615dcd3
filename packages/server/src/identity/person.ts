import type { Capability, Me, User } from "@parlor/protocol";

/** Whoever is on the other end, as their token, session or guest name says. */
export interface Person {
  readonly user: User;
  /** What host apps call them: `organizer`, `participant`, `assistant` … Kinds and dialects ask for these. */
  readonly roles: readonly string[];
  /** Rooms that the token lets them into, by id or pattern with `*`, each with the role they get there. */
  readonly rooms: ReadonlyMap<string, string>;
  /** What the token lets them do at most, whatever their roles allow. */
  readonly only?: readonly Capability[] | undefined;
  /** A back end: may act in any room and has no send limits. */
  readonly server: boolean;
  /** The back end that acts as this user. */
  readonly actedBy?: string | undefined;
  readonly admin: boolean;
  /** Which part of the staff they belong to, where the host app tells several apart. */
  readonly team?: string | undefined;
  readonly expiresAt: number | undefined;
  /** The session of an account that this is, for those who came with a cookie. */
  readonly session?: string | undefined;
  /** Claims that only a dialect or a kind asks for. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What they are told of themselves: a button is drawn by the same rule as a command is judged. */
export const meOf = ({ user, only }: Pick<Person, "user" | "only">): Me => ({
  ...user,
  ...(only && { only: [...only] }),
});

/** The role that a person's token gives them in this room, if it speaks of the room. */
export function grantedRole(person: Pick<Person, "rooms">, room: string): string | undefined {
  const exact = person.rooms.get(room);
  if (exact) return exact;
  for (const [pattern, role] of person.rooms) {
    if (pattern.includes("*") && matches(pattern, room)) return role;
  }
  return undefined;
}

function matches(pattern: string, room: string): boolean {
  const parts = pattern.split("*");
  const [first = "", ...rest] = parts;
  const last = rest.pop() ?? "";
  if (!room.startsWith(first) || room.length < first.length + last.length || !room.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = room.indexOf(part, from);
    if (found < 0 || found + part.length > room.length - last.length) return false;
    from = found + part.length;
  }
  return true;
}

export function guestPerson(user: User): Person {
  return {
    user: { ...user, guest: true },
    roles: [],
    rooms: new Map(),
    server: false,
    admin: false,
    expiresAt: undefined,
    attributes: {},
  };
}
