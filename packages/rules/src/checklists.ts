import type { ChecklistItem, RoomEvent } from "@parlor/protocol";
import type { RoomState } from "./room-state.ts";

/** What each person has ticked, in the order they did. */
export type Checklists = readonly { readonly user: string; readonly done: readonly string[] }[];

export function foldChecklists(lists: Checklists, event: RoomEvent & { type: "checklist_ticked" }): Checklists {
  const { item, on } = event.data;
  const done = doneBy(lists, event.actor).filter((id) => id !== item);
  const list = { user: event.actor, done: on ? [...done, item] : done };
  return lists.some(({ user }) => user === event.actor)
    ? lists.map((other) => (other.user === event.actor ? list : other))
    : [...lists, list];
}

export const doneBy = (lists: Checklists, user: string): readonly string[] =>
  lists.find((list) => list.user === user)?.done ?? [];

/** What a member has still to do before they have finished. */
export function openItems(room: RoomState, user: string): readonly ChecklistItem[] {
  const role = room.members.get(user)?.role;
  const items = (role && room.kind.checklist?.[role]) || [];
  const done = doneBy(room.checklists, user);
  return items.filter(({ id }) => !done.includes(id));
}
