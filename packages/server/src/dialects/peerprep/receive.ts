import type { RoomEvent } from "@parlor/protocol";

/** The one thing that these clients hear. */
export interface Receive {
  readonly message: string;
  readonly username: string;
  readonly __createdtime__: number;
}

/** Says what the room itself has to say. Nobody else may have this name. */
export const BOT = "ChatBot";

/** A message as it is now; undefined for everything else and for what was deleted. */
export function receiveOf(event: RoomEvent): Receive | undefined {
  if (event.type !== "message_posted" || event.data.deleted || event.data.text === undefined) return undefined;
  return { message: event.data.text, username: event.data.name, __createdtime__: event.at };
}

export const notice = (message: string, at: number): Receive => ({ message, username: BOT, __createdtime__: at });
