import type { StreamName } from "@parlor/protocol";
import type { Environment } from "../../config/environment.ts";
import type { Household } from "../../connection/connection.ts";
import type { Hub } from "../../fan-out/hub.ts";
import type { Lobbies } from "../../lobby/lobbies.ts";
import type { LobbyVisit } from "../../lobby/lobby-visit.ts";
import type { PresenceKeeper } from "../../presence/presence.ts";
import type { OpenStreams } from "../../streams/open-streams.ts";
import type { Asking } from "../asking.ts";
import type { ToldOrder } from "./told-order.ts";

/** What the clients of the Socket.IO doors use of the house. */
export interface SocketIoHouse {
  readonly ask: Asking;
  readonly household: Household;
  readonly hub: Pick<Hub, "publish">;
  readonly presence: Pick<PresenceKeeper, "isHere" | "snapshot" | "viewers">;
  readonly streams: Pick<OpenStreams, "peek">;
  /** The stream of an epoch: offsets begin with it. */
  readonly streamOf: (epoch: string) => Promise<StreamName | undefined>;
  readonly newId: () => string;
  readonly order: ToldOrder;
  readonly lobbies: Pick<Lobbies, "look" | "now" | "rooms" | "shown">;
  /** Tells the people of a lobby, on all servers, who came to it or left it. */
  readonly visited: (visit: LobbyVisit) => void;
  readonly settings: Pick<Environment, "CHAT_HISTORY_LIMIT">;
}
