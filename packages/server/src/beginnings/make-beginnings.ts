import type { Command, RefusalCode, User } from "@parlor/protocol";
import type { Ask, EngineCommand } from "../commands/handlers.ts";
import type { Configured } from "../config/configuration.ts";
import { ITSELF } from "../identity/itself.ts";

export interface Beginnings extends Pick<Configured, "queues"> {
  readonly rooms: readonly (Configured["rooms"][number] & { readonly members?: readonly User[] })[];
}

/** The key of each act, by which it is known again. */
export const BEGINNING = "beginning";

/** It is there already, and its life is its own. */
const THERE: readonly RefusalCode[] = ["room_exists", "queue_exists", "key_reused"];

/** Makes what is not there yet. However many servers start at once, and however often, each thing is made once. */
export async function makeBeginnings(ask: Ask, { rooms, queues }: Beginnings): Promise<void> {
  for (const { members = [], ...room } of rooms) {
    await make(ask, { name: "create_room", payload: { ...room, key: BEGINNING, members: [] } });
    // One by one, because whom a room is created with is known by their id only.
    for (const { id: user, name } of members) {
      const key = `${BEGINNING} ${user}`;
      await make(ask, { name: "set_member", payload: { room: room.room, key, user, name } });
    }
  }
  for (const queue of queues) {
    await make(ask, { name: "create_queue", payload: { ...queue, key: BEGINNING } });
  }
}

async function make(ask: Ask, command: Command & { name: EngineCommand }): Promise<void> {
  const outcome = await ask(command, { person: ITSELF, view: undefined });
  if (outcome.ok || THERE.includes(outcome.refusal.code)) return;
  throw new Error(`a beginning was refused: ${outcome.refusal.message}`);
}
