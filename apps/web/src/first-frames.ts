import { placeOf, usualName } from "./notes.ts";
import { recall } from "./stored.ts";
import type { Who } from "./who.ts";

/** What the SDK says first on a new connection, word for word: nothing when that cannot be known without it. */
export function firstFrames(who: Who, room: string | undefined): readonly string[] {
  const hello = helloOf(who);
  if (hello === undefined) return [];
  const frames = [frame("hello", "hello", hello)];
  return room === undefined ? frames : [...frames, frame("open_room", 1, { room })];
}

function helloOf(who: Who): object | undefined {
  switch (who.as) {
    case "guest": {
      const token = recall(placeOf(usualName(), `guest:${who.name}`));
      return token === undefined ? undefined : { token };
    }
    case "account":
      // The cookie says the rest.
      return {};
    case "role":
      return undefined;
  }
}

const frame = (type: string, id: string | number, payload: object): string => JSON.stringify({ type, id, payload });
