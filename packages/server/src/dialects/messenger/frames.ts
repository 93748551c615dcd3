import { parseJson } from "../../encoding/parse-json.ts";
import { fieldOf } from "../payload.ts";

/** What the server says. There is no other type: at one that it does not know, a client forgets all it has. */
export type SaidType = "chats" | "chat_history" | "info" | "error" | "new_chat" | "user_message" | "closed_chat";

export interface Asked {
  readonly type: string;
  readonly payload: unknown;
}

/** A frame of a client, or undefined when it is none. */
export function readFrame(text: string): Asked | undefined {
  const frame = parseJson(text);
  const type = fieldOf(frame, "type");
  return typeof type === "string" ? { type, payload: fieldOf(frame, "payload") } : undefined;
}
