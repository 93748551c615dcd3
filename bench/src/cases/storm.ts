import { parlor } from "../servers/parlor.ts";
import { socketIo } from "../servers/relays.ts";
import { nothingHeld, type Case, type Size } from "./case.ts";
import { onServer } from "./on-server.ts";

const CLIENTS_PER_ROOM = 100;
const BEHIND = 50;
const TEXT_BYTES = 200;

export function storm({ connections }: Size): Case {
  return {
    ...nothingHeld,
    name: "storm",
    title: `Storm: ${connections} clients in rooms of ${CLIENTS_PER_ROOM} return at once, ${BEHIND} messages behind`,
    main: "caughtUpSeconds",
    columns: [
      { measure: "caughtUpSeconds", label: "all caught up, s", digits: 2 },
      { measure: "medianSeconds", label: "half caught up, s", digits: 2 },
      { measure: "cpuSeconds", label: "server CPU s", digits: 2 },
      { measure: "receivedMegabytes", label: "MB received", digits: 0 },
    ],
    entries: [socketIo, parlor].map((contestant) =>
      onServer(contestant, (target) => ({
        ...target,
        name: "storm",
        clients: connections,
        rooms: connections / CLIENTS_PER_ROOM,
        behind: BEHIND,
        textBytes: TEXT_BYTES,
      })),
    ),
  };
}
