import { type ClientStorage, indexedDbStorage } from "@parlor/client";
import { placeOf, usualName } from "../notes.ts";
import { recall, remember } from "../stored.ts";

/** Where what one left unsent is kept, and who one was: for one of the people that this browser can be, or the usual one. */
export function storageFor(person?: string): ClientStorage {
  const name = person === undefined ? usualName() : `parlor ${location.origin} ${person}`;
  return withNotesAtHand(name, indexedDbStorage(name));
}

/**
 * The notes are kept in two places, and read where that takes no time. On a phone, the browser's database opens when
 * the connection has long been waiting to hear who comes.
 */
function withNotesAtHand(name: string, storage: ClientStorage): ClientStorage {
  return {
    ...storage,
    async read(note) {
      const atHand = recall(placeOf(name, note));
      if (atHand !== undefined) return atHand;
      const kept = await storage.read(note);
      remember(placeOf(name, note), kept);
      return kept;
    },
    async write(note, value) {
      remember(placeOf(name, note), value);
      await storage.write(note, value);
    },
  };
}
