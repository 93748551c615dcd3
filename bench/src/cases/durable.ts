import type { DurableJob, Target } from "../load/jobs/job.ts";
import { parlor } from "../servers/parlor.ts";
import { Seed004 } from "../servers/seed-004.ts";
import { insertIntoSqlite } from "../servers/sqlite.ts";
import type { Case, Size } from "./case.ts";
import { onServer } from "./on-server.ts";

const CLIENTS = 100;
const ROOMS = 50;
const IN_FLIGHT = 20;
const TEXT_BYTES = 64;

export const durableJob =
  ({ seconds, warmUpSeconds }: Pick<Size, "seconds" | "warmUpSeconds">) =>
  (target: Target): DurableJob => ({
    ...target,
    name: "durable",
    clients: CLIENTS,
    rooms: ROOMS,
    inFlight: IN_FLIGHT,
    textBytes: TEXT_BYTES,
    warmUpSeconds,
    seconds,
  });

export function durable({ seconds, warmUpSeconds }: Size): Case {
  const seed004 = new Seed004();
  return {
    name: "durable",
    title: `Durable sends: ${CLIENTS} clients in ${ROOMS} rooms, ${IN_FLIGHT} in flight each`,
    main: "sendsPerSecond",
    columns: [
      { measure: "sendsPerSecond", label: "sends/s", digits: 0 },
      { measure: "cpuMicrosPerSend", label: "server CPU µs/send", digits: 1 },
    ],
    entries: [
      insertIntoSqlite(seconds, TEXT_BYTES),
      ...[seed004, parlor].map((contestant) => onServer(contestant, durableJob({ seconds, warmUpSeconds }))),
    ],
    [Symbol.asyncDispose]: () => seed004[Symbol.asyncDispose](),
  };
}
