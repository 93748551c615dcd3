import { messageText } from "../../message-text.ts";
import { cpuSeconds } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { seatAll } from "../crowd.ts";
import { Flight } from "../flight.ts";
import { fly } from "../fly.ts";
import { TONGUES } from "../tongues/index.ts";
import type { Seat } from "../tongues/tongue.ts";
import { WARM_UP_IN_FLIGHT, warmUp } from "../warm-up.ts";
import type { FanOutJob, Measures } from "./job.ts";

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
