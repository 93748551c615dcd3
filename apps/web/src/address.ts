import type { RoomId } from "@parlor/protocol";

/** Where one is. The list of rooms and each room are places of their own, so that "back" goes where one came from. */
export interface Place {
  readonly room: RoomId | undefined;
  /** On a narrow screen the people of the room take its place. */
  readonly people: boolean;
}

const ROOM = /^\/chat\/([^/]+)(\/people)?\/?$/;

/** The place of which the address speaks. */
export function presentPlace(): Place {
  const [, room, people] = ROOM.exec(location.pathname) ?? [];
  return { room: room === undefined ? undefined : decoded(room), people: people !== undefined };
}

export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // Typed by hand and not an address of ours.
    return undefined;
  }
}
