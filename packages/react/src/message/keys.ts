import type { ToolRequest } from "./may-request.ts";

/** Single letters work only on a message that has the focus, where nobody writes (WCAG 2.1.4). */
export const MESSAGE_KEYS: Readonly<Record<string, ToolRequest>> = {
  r: "reply",
  e: "edit",
  "+": "emoji",
  delete: "delete",
  enter: "menu",
  contextmenu: "menu",
};
