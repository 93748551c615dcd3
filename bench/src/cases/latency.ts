import { parlor } from "../servers/parlor.ts";
import { bunPublish, socketIo } from "../servers/relays.ts";
import { nothingHeld, type Case, type Size } from "./case.ts";
import { onServer } from "./on-server.ts";

const LISTENERS = 100;
const PER_SECOND = 1_000;
const TEXT_BYTES = 200;

export function latency({ seconds, warmUpSeconds }: Size): Case {
  return {
    ...nothingHeld,
    name: "latency",
    title: `Latency: ${PER_SECOND} messages/s into ${LISTENERS} listeners, from when one was due`,
    main: "p99Ms",
    columns: [
      { measure: "p50Ms", label: "p50 ms", digits: 2 },
      { measure: "p99Ms", label: "p99 ms", digits: 2 },
      { measure: "maxMs", label: "max ms", digits: 1 },
      { measure: "cpuMicrosPerDelivery", label: "server CPU µs/delivery", digits: 2 },
      { measure: "loadBusyPercent", label: "load busy %", digits: 0 },
    ],
    entries: [bunPublish, socketIo, parlor].map((contestant) =>
      onServer(contestant, (target) => ({
        ...target,
        name: "latency",
        listeners: LISTENERS,
        perSecond: PER_SECOND,
        textBytes: TEXT_BYTES,
        warmUpSeconds,
        seconds,
      })),
    ),
  };
}
