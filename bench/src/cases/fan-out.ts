import { nginxNchan } from "../servers/nginx-nchan.ts";
import { parlor, parlorSocketIo } from "../servers/parlor.ts";
import { bunPublish, nodeWs, socketIo } from "../servers/relays.ts";
import { nothingHeld, type Case, type Size } from "./case.ts";
import { onServer } from "./on-server.ts";

const LISTENERS = 500;
const TEXT_BYTES = 200;

export function fanOut(inFlight: number, { seconds, warmUpSeconds }: Size): Case {
  const contestants = [bunPublish, nginxNchan, nodeWs, socketIo, parlor, parlorSocketIo];
  return {
    ...nothingHeld,
    name: `fanout-${inFlight}`,
    title: `Fan-out: ${LISTENERS} listeners, ${TEXT_BYTES} bytes, ${inFlight} in flight`,
    main: "cpuMicrosPerDelivery",
    columns: [
      { measure: "cpuMicrosPerDelivery", label: "server CPU µs/delivery", digits: 2 },
      { measure: "deliveriesPerSecond", label: "deliveries/s", digits: 0 },
      { measure: "deliveriesPerRead", label: "deliveries/read", digits: 1 },
      { measure: "loadMicrosPerDelivery", label: "load CPU µs/delivery", digits: 2 },
    ],
    entries: contestants.map((contestant) =>
      onServer(contestant, (target) => ({
        ...target,
        name: "fan-out",
        listeners: LISTENERS,
        inFlight,
        textBytes: TEXT_BYTES,
        warmUpSeconds,
        seconds,
      })),
    ),
  };
}
