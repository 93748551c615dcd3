import { catalog } from "./catalog.ts";
import type { Case, Size } from "./case.ts";
import { durable } from "./durable.ts";
import { fanOut } from "./fan-out.ts";
import { fleetDurable, fleetFanOut, fleetUnwatched } from "./fleet.ts";
import { history } from "./history.ts";
import { latency } from "./latency.ts";
import { page } from "./page.ts";
import { memory } from "./memory.ts";
import { storm } from "./storm.ts";
import { typing } from "./typing.ts";

/** In the order in which they run. */
export const CASES: Readonly<Record<string, (size: Size) => Case>> = {
  "fanout-1": (size) => fanOut(1, size),
  "fanout-50": (size) => fanOut(50, size),
  durable,
  "fleet-durable": fleetDurable,
  "fleet-fanout-1": (size) => fleetFanOut(1, size),
  "fleet-fanout-50": (size) => fleetFanOut(50, size),
  "fleet-unwatched": fleetUnwatched,
  latency,
  memory,
  history,
  catalog,
  storm,
  page,
  typing,
};
