import type { Alarm } from "./alarm.ts";
import { Flight } from "./flight.ts";
import { fly } from "./fly.ts";
import type { Phrase } from "./phrase.ts";
import type { WireSocket } from "./wire-socket.ts";

/** So many messages, with hardly anybody listening, and the server's compilers have settled. */
const MESSAGES = 30_000;
const AT_MOST_SECONDS = 8;
export const WARM_UP_IN_FLIGHT = 50;

/** Says how many messages it took. */
export async function warmUp(
  sockets: readonly WireSocket[],
  phrase: Phrase,
  textBytes: number,
  alarm: Alarm,
): Promise<number> {
  const flight = new Flight(sockets.length, WARM_UP_IN_FLIGHT);
  const landed = Promise.withResolvers<void>();
  fly(sockets, flight, phrase, textBytes, 0, () => {
    if (flight.landed >= MESSAGES) flight.window = 0;
    if (flight.window === 0 && flight.landed === flight.sent) landed.resolve();
  });
  await Promise.race([landed.promise, alarm.rest(AT_MOST_SECONDS)]);
  flight.window = 0;
  await alarm.unless(landed.promise);
  return flight.sent;
}
