import type { EngineCommand } from "../commands/handlers.ts";
import type { CommandRoute } from "./command-route.ts";
import { POLICY_ROUTES } from "./policy-routes.ts";
import { ROOM_ROUTES } from "./room-routes.ts";

/** A new command gets its door here: one row in one of these. */
export const COMMAND_ROUTES: readonly CommandRoute[] = [...ROOM_ROUTES, ...POLICY_ROUTES];

/** What makes sense only while one is connected: watching, being here, waiting. */
export const NEEDS_A_SOCKET = [
  "open_room",
  "close_view",
  "typing",
  "set_status",
  "resume",
  "close_lobby",
  "go_online",
  "go_offline",
  "close_queue_view",
] as const satisfies readonly EngineCommand[];
