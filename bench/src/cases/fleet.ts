import type { FanOutJob, Measures, Target } from "../load/jobs/job.ts";
import { runLoad } from "../run-load.ts";
import { ParlorFleet } from "../servers/parlor-fleet.ts";
import { Seed004 } from "../servers/seed-004.ts";
import { type RunningServer, SECRET } from "../servers/server.ts";
import type { Case, Entry, Size } from "./case.ts";
import { durableJob } from "./durable.ts";
import { onServer } from "./on-server.ts";

const LISTENERS = 500;
const TEXT_BYTES = 200;

/** Sends through two servers at once. Every room has people on both, since nobody chooses where they come in. */
export function fleetDurable(size: Size): Case {
  const seed004 = new Seed004();
  const fleet = new ParlorFleet();
  return {
    name: "fleet-durable",
    title: "Durable sends through two servers over one Postgres, every room on both",
    main: "sendsPerSecond",
    columns: [
      { measure: "sendsPerSecond", label: "sends/s", digits: 0 },
      { measure: "cpuMicrosPerSend", label: "server CPU µs/send", digits: 1 },
    ],
    entries: [
      onServer(seed004, durableJob(size)),
      onFleet("Parlor, two servers", fleet, (one, other) =>
        runLoad({ ...durableJob(size)(target(one, one, other)), elsewhere: doorOf(other) }),
      ),
    ],
    async [Symbol.asyncDispose]() {
      await seed004[Symbol.asyncDispose]();
      await fleet[Symbol.asyncDispose]();
    },
  };
}

/** What it costs all servers together that somebody at one of them is heard: there, at the other, and at both. */
export function fleetFanOut(inFlight: number, { seconds, warmUpSeconds }: Size): Case {
  const fleet = new ParlorFleet();
  const entry = (name: string, listeners: number, elsewhere: number) =>
    onFleet(name, fleet, (one, other) => {
      const job: FanOutJob = {
        ...target(one, one, other),
        name: "fan-out",
        listeners,
        elsewhere: { door: doorOf(other), listeners: elsewhere },
        inFlight,
        textBytes: TEXT_BYTES,
        warmUpSeconds,
        seconds,
      };
      return runLoad(job);
    });
  return {
    name: `fleet-fanout-${inFlight}`,
    title: `Fan-out of two servers: ${LISTENERS} listeners on a side, ${TEXT_BYTES} bytes, ${inFlight} in flight`,
    main: "cpuMicrosPerDelivery",
    columns: [
      { measure: "cpuMicrosPerDelivery", label: "CPU µs/delivery, both servers", digits: 2 },
      { measure: "deliveriesPerSecond", label: "deliveries/s", digits: 0 },
      { measure: "deliveriesPerRead", label: "deliveries/read", digits: 1 },
      { measure: "loadMicrosPerDelivery", label: "load CPU µs/delivery", digits: 2 },
    ],
    entries: [
      entry("Same server", LISTENERS, 0),
      // The sender is at the first, and hears themselves there.
      entry("Other server", LISTENERS, LISTENERS - 1),
      entry("Both servers", LISTENERS * 2, LISTENERS),
    ],
    [Symbol.asyncDispose]: () => fleet[Symbol.asyncDispose](),
  };
}

/** What talk at one server costs another where nobody listens to it. */
export function fleetUnwatched(size: Size): Case {
  const fleet = new ParlorFleet();
  return {
    name: "fleet-unwatched",
    title: "Sends through one server, and what they cost another where nobody watches those rooms",
    main: "cpuMicrosPerSend",
    columns: [{ measure: "cpuMicrosPerSend", label: "CPU µs/send", digits: 2 }],
    entries: [
      onFleet("Where it is said", fleet, (one) => runLoad(durableJob(size)(target(one, one)))),
      onFleet("Where nobody listens", fleet, (one, other) => runLoad(durableJob(size)(target(one, other)))),
    ],
    [Symbol.asyncDispose]: () => fleet[Symbol.asyncDispose](),
  };
}

function onFleet(
  name: string,
  fleet: ParlorFleet,
  measure: (one: RunningServer, other: RunningServer) => Promise<Measures>,
): Entry {
  return {
    name,
    missing: () => fleet.missing(),
    async measure() {
      const servers = await fleet.start();
      try {
        return await measure(...servers);
      } finally {
        for (const server of servers) await server[Symbol.asyncDispose]();
      }
    },
  };
}

const doorOf = ({ port }: RunningServer) => ({ port, secret: SECRET });

/** The load comes to the door of one; measured is the CPU of `measured`. */
const target = (one: RunningServer, ...measured: readonly RunningServer[]): Target => ({
  tongue: "parlor",
  door: doorOf(one),
  pids: measured.flatMap(({ pids }) => pids),
});
