import type { RoomId } from "@parlor/protocol";
import { useSyncExternalStore } from "react";
import { type Place, presentPlace } from "./address.ts";

let route = presentPlace();
const listeners = new Set<() => void>();

export function useRoute(): Place {
  return useSyncExternalStore(watch, () => route);
}

/** The address of a place that is no room. */
export function usePath(): string {
  return useSyncExternalStore(watch, () => location.pathname);
}

export const hrefOf = (room: RoomId | undefined, people = false): string =>
  room === undefined ? "/chat" : `/chat/${encodeURIComponent(room)}${people ? "/people" : ""}`;

export function goTo(room: RoomId | undefined, people = false): void {
  goToHref(hrefOf(room, people));
}

export function goToHref(href: string): void {
  if (href === location.pathname) return;
  history.pushState({ from: "parlor" }, "", href);
  update();
}

/** Another address for the same place, which "back" does not lead to. */
export function replaceHref(href: string): void {
  history.replaceState(history.state, "", href);
  update();
}

/** Where one came from, or the list of rooms for one who came from outside. */
export function goBack(otherwise = hrefOf(undefined)): void {
  if (isOurs(history.state)) history.back();
  else {
    history.replaceState(null, "", otherwise);
    update();
  }
}

/** Whether one came from another place on this page. */
export const cameFromHere = (): boolean => isOurs(history.state);

const isOurs = (state: unknown) => typeof state === "object" && state !== null && "from" in state;

function watch(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("popstate", update);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("popstate", update);
  };
}

function update(): void {
  route = presentPlace();
  for (const listener of listeners) listener();
}
