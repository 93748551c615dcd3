import { parlor } from "../servers/parlor.ts";
import { bunPublish, nodeWs, socketIo } from "../servers/relays.ts";
import { nothingHeld, type Case, type Size } from "./case.ts";
import { onServer } from "./on-server.ts";

/** Enough to use up what the heap had free, or a server with a large heap would look as if connections cost nothing. */
const WARM_UP_CONNECTIONS = 2_000;
const SETTLE_SECONDS = 2;

export function memory({ connections }: Size): Case {
  return {
    ...nothingHeld,
    name: "memory",
    title: `Memory: ${connections} idle connections`,
    main: "bytesPerConnection",
    columns: [
      { measure: "bytesPerConnection", label: "bytes/connection", digits: 0 },
      { measure: "residentMegabytes", label: "resident MB in all", digits: 0 },
    ],
    entries: [bunPublish, nodeWs, socketIo, parlor].map((contestant) =>
      onServer(contestant, (target) => ({
        ...target,
        name: "idle",
        warmUpConnections: WARM_UP_CONNECTIONS,
        connections,
        settleSeconds: SETTLE_SECONDS,
      })),
    ),
  };
}
