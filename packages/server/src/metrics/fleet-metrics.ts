import type { Bus } from "../fan-out/bus.ts";
import type { Fleet } from "../fan-out/fleet.ts";
import type { OpenStreams } from "../streams/open-streams.ts";
import type { Metrics } from "./metrics.ts";

interface Measured {
  readonly bus: Bus;
  readonly fleet: Fleet;
  readonly streams: OpenStreams;
}

/** How this server and the others get on. */
export function measureFleet(metrics: Metrics, { bus, fleet, streams: { fromOthers } }: Measured): void {
  metrics.gauge("parlor_servers", "Servers that live, this one among them.", () => fleet.size + 1);
  metrics.total("parlor_beats_total", "Times this server has said that it lives.", () => fleet.beats);
  metrics.gauge("parlor_bus_away", "1 while what other servers say is not heard.", () => (bus.isAway ? 1 : 0));
  metrics.gauge("parlor_bus_lag_seconds", "How long our last heartbeat took over the bus.", () => bus.lagMs / 1_000);
  metrics.total("parlor_events_told_total", "Events that other servers told of.", () => fromOthers.told);
  metrics.total("parlor_events_found_total", "Events of others that were read from the store.", () => fromOthers.found);
  metrics.total("parlor_catch_ups_total", "Times the store was read for that.", () => fromOthers.catchUps);
}
