import type { Form } from "../socket-io/telling.ts";
import { notice, receiveOf } from "./receive.ts";
import type { Doors, Wording } from "./wording.ts";

/** How a room sounds to clients of one door. */
export function peerprepForm(name: string, own: Wording, doors: Doors, now: () => number): Form {
  return {
    name,
    event(event) {
      const received = receiveOf(event);
      return received ? [{ name: "receive", payload: received }] : [];
    },
    signal: () => [],
    moved(user, here) {
      const wording = doors.get(user.id) ?? own;
      if (here) return [{ name: "receive", payload: notice(wording.joined(user.name), now()), notTo: user.id }];

      const message = wording.partnerLeft?.(user.name);
      return [
        { name: "receive", payload: notice(wording.left(user.name), now()), notTo: user.id },
        ...(message === undefined
          ? []
          : [{ name: "partner-left", payload: { username: user.name, message }, notTo: user.id }]),
      ];
    },
  };
}
