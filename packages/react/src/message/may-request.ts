import type { MessageRow, Room } from "@parlor/client";

/** What one can ask for at a message. */
export type ToolRequest = "reply" | "edit" | "menu" | "emoji" | "delete";

export function mayRequest(room: Room, row: MessageRow, what: ToolRequest): boolean {
  if (row.message.deleted || row.seq === undefined) return false;
  switch (what) {
    case "reply":
      return room.can({ do: "send" }).ok;
    case "emoji":
      return mayReact(room, row);
    case "edit":
    case "delete":
      return room.can({ do: what, author: row.actor ?? "", message: asStored(row) }).ok;
    case "menu":
      return true;
  }
}

export function mayReact(room: Room, row: MessageRow): boolean {
  return row.seq !== undefined && room.can({ do: "react", message: asStored(row) }).ok;
}

/** The rules look at whether a message was deleted, and at nothing that only the server knows. */
const asStored = ({ message }: MessageRow) => ({ no: 1, name: "", ...message });
