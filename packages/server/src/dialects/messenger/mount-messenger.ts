import { later } from "../../clock/later.ts";
import type { Environment } from "../../config/environment.ts";
import { isLoopback } from "../../config/loopback.ts";
import type { HttpDoor } from "../../http/http-door.ts";
import type { Origins } from "../../identity/origins.ts";
import type { Parlor } from "../../parlor.ts";
import { QueueArchive } from "../../queues/queue-archive.ts";
import { askingOf } from "../asking.ts";
import type { MessengerHouse } from "./house.ts";
import { MessengerDoor } from "./messenger-door.ts";
import { messengerRest } from "./rest.ts";

export interface MessengerParts {
  readonly parlor: Parlor;
  readonly environment: Environment;
  readonly origins: Origins;
}

/** The door of the dialect `messenger`, and its paths beside it. Undefined when it is not served. */
export function mountMessenger(http: HttpDoor, { parlor, environment, origins }: MessengerParts) {
  if (!environment.DIALECTS.has("messenger")) return undefined;
  const { ask, engine, household, hub, streams } = parlor;
  const house: MessengerHouse = {
    ask: askingOf(ask),
    household,
    streams,
    archive: new QueueArchive(streams, engine.store),
    newId: engine.newId,
    later,
  };
  const door = new MessengerDoor(house, { origins, onLoopback: isLoopback(environment.HOST) });
  hub.addDoor(door);
  http.route("/", messengerRest(house, origins));
  return door;
}
