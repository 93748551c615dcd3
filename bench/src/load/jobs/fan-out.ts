import { messageText } from "../../message-text.ts";
import { cpuSeconds } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { seatAll } from "../crowd.ts";
import { Flight } from "../flight.ts";
import { countMarks } from "../marks.ts";
import { TONGUES } from "../tongues/index.ts";
import type { Seat } from "../tongues/tongue.ts";
import type { WireSocket } from "../wire-socket.ts";
import type { Phrase } from "../phrase.ts";
import type { FanOutJob, Measures } from "./job.ts";

/** So many messages, with hardly anybody listening, and the server's compilers have settled. */
const WARM_UP_MESSAGES = 30_000;
const WARM_UP_AT_MOST_SECONDS = 8;
const WARM_UP_IN_FLIGHT = 50;
const NARROWED_SECONDS = 0.5;

/** One room, one sender who listens too, a fixed number of messages on their way. */
export async function fanOut(job: FanOutJob): Promise<Measures> {
  const tongue = TONGUES[job.tongue];
  const alarm = new Alarm();
  await tongue.prepare(job.door, 1);
  const seats = Array.from({ length: job.listeners }, (_, who) => ({ who, room: 0, speaks: who === 0 }));
  const { door, elsewhere = { door, listeners: 0 } } = job;
  const isElsewhere = ({ who }: Seat): boolean => who >= job.listeners - elsewhere.listeners;
  const seat = (some: readonly Seat[]) =>
    seatAll(tongue, (one) => (isElsewhere(one) ? elsewhere.door : door), some, alarm);

  const phrase = tongue.phrase(seats[0]!, messageText(job.textBytes));
  // The last one is elsewhere, if anybody is.
  const first = await seat([seats[0]!, seats.at(-1)!]);
  const said = await warmUp(first, phrase, job.textBytes, alarm);

  const sockets = [first[0]!, ...(await seat(seats.slice(1, -1))), first[1]!];
  const flight = new Flight(job.listeners, Math.max(job.inFlight, WARM_UP_IN_FLIGHT));
  let reads = 0;
  fly(sockets, flight, phrase, job.textBytes, said, () => {
    reads += 1;
  });
  await alarm.rest(job.warmUpSeconds);
  flight.window = job.inFlight;
  await alarm.rest(NARROWED_SECONDS);
  const before = {
    deliveries: flight.deliveries,
    reads,
    cpu: cpuSeconds(job.pids),
    at: performance.now(),
    load: process.cpuUsage(),
  };
  await alarm.rest(job.seconds);
  const deliveries = flight.deliveries - before.deliveries;
  if (deliveries === 0) throw new Error("nothing was delivered");

  const load = process.cpuUsage(before.load);
  return {
    cpuMicrosPerDelivery: ((cpuSeconds(job.pids) - before.cpu) * 1e6) / deliveries,
    deliveriesPerSecond: deliveries / ((performance.now() - before.at) / 1000),
    deliveriesPerRead: deliveries / (reads - before.reads),
    loadMicrosPerDelivery: (load.user + load.system) / deliveries,
  };
}

/** Says how many messages it took. */
async function warmUp(
  sockets: readonly WireSocket[],
  phrase: Phrase,
  textBytes: number,
  alarm: Alarm,
): Promise<number> {
  const flight = new Flight(sockets.length, WARM_UP_IN_FLIGHT);
  const landed = Promise.withResolvers<void>();
  fly(sockets, flight, phrase, textBytes, 0, () => {
    if (flight.landed >= WARM_UP_MESSAGES) flight.window = 0;
    if (flight.window === 0 && flight.landed === flight.sent) landed.resolve();
  });
  await Promise.race([landed.promise, alarm.rest(WARM_UP_AT_MOST_SECONDS)]);
  flight.window = 0;
  await alarm.unless(landed.promise);
  return flight.sent;
}

/** Keeps as many messages on their way as the flight's window says. The first of the sockets sends them. */
function fly(
  sockets: readonly WireSocket[],
  flight: Flight,
  phrase: Phrase,
  textBytes: number,
  firstMessage: number,
  onRead: () => void,
): void {
  const sender = sockets[0]!;
  const send = (): void => {
    const next = firstMessage + flight.sent;
    const count = flight.takeOff();
    if (count > 0) sender.send(phrase.frames(next, count));
  };
  for (const [listener, socket] of sockets.entries()) {
    socket.onFrame = (bytes, start, end) => flight.hear(listener, countMarks(bytes, start, end, textBytes));
    socket.onTurn = () => {
      onRead();
      send();
    };
  }
  send();
}
