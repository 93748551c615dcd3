import type { Kinds } from "../config/kinds.ts";
import type { Origins } from "../identity/origins.ts";
import type { Parlor } from "../parlor.ts";
import { commandEndpoints } from "./command-endpoints.ts";
import { mountDocumentation } from "./documentation.ts";
import { type HttpDoor, httpDoor } from "./http-door.ts";
import { personEndpoints } from "./person-endpoints.ts";
import server from "../../package.json" with { type: "json" };

export interface ParlorHttpParts {
  readonly parlor: Parlor;
  readonly kinds: Kinds;
  readonly origins: Origins;
}

/** The HTTP side of a Parlor: each part of it is a list of endpoints. */
export function parlorHttp({ parlor, kinds, origins }: ParlorHttpParts): HttpDoor {
  const { ask, engine, greeting, household, metrics } = parlor;
  const endpoints = [...personEndpoints(kinds), ...commandEndpoints(ask, engine.newId)];
  const door = httpDoor({ endpoints, greeting, origins, metrics, household });
  mountDocumentation(door, endpoints, server.version);
  return door;
}
