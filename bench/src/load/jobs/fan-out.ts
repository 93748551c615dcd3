import { messageText } from "../../message-text.ts";
import { cpuSeconds } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { seatAll } from "../crowd.ts";
import { Flight } from "../flight.ts";
import { countMarks } from "../marks.ts";
import { TONGUES } from "../tongues/index.ts";
import type { Seat } from "../tongues/tongue.ts";
import type { FanOutJob, Measures } from "./job.ts";

/** Thousands of messages, so that nobody is measured in an interpreter: one at a time, that would take minutes. */
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
  const sockets = await seatAll(tongue, (seat) => (isElsewhere(seat) ? elsewhere.door : door), seats, alarm);

  const sender = sockets[0]!;
  const phrase = tongue.phrase(seats[0]!, messageText(job.textBytes));
  const flight = new Flight(job.listeners, Math.max(job.inFlight, WARM_UP_IN_FLIGHT));
  const send = (): void => {
    const first = flight.sent;
    const count = flight.takeOff();
    if (count > 0) sender.send(phrase.frames(first, count));
  };
  let reads = 0;
  for (const [listener, socket] of sockets.entries()) {
    socket.onFrame = (bytes, start, end) => flight.hear(listener, countMarks(bytes, start, end, job.textBytes));
    socket.onTurn = () => {
      reads += 1;
      send();
    };
  }

  send();
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
