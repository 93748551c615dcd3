import { messageText } from "../../message-text.ts";
import { cpuSeconds } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { seatAll } from "../crowd.ts";
import { Flight } from "../flight.ts";
import { countMarks } from "../marks.ts";
import { TONGUES } from "../tongues/index.ts";
import type { FanOutJob, Measures } from "./job.ts";

/** One room, one sender who listens too, a fixed number of messages on their way. */
export async function fanOut(job: FanOutJob): Promise<Measures> {
  const tongue = TONGUES[job.tongue];
  const alarm = new Alarm();
  await tongue.prepare(job.door, 1);
  const seats = Array.from({ length: job.listeners }, (_, who) => ({ who, room: 0, speaks: who === 0 }));
  const sockets = await seatAll(tongue, job.door, seats, alarm);

  const sender = sockets[0]!;
  const phrase = tongue.phrase(seats[0]!, messageText(job.textBytes));
  const flight = new Flight(job.listeners, job.inFlight);
  const send = (): void => {
    const first = flight.sent;
    const count = flight.takeOff();
    if (count > 0) sender.send(phrase.frames(first, count));
  };
  for (const [listener, socket] of sockets.entries()) {
    socket.onFrame = (bytes, start, end) => flight.hear(listener, countMarks(bytes, start, end, job.textBytes));
    socket.onTurn = send;
  }

  send();
  await alarm.rest(job.warmUpSeconds);
  const before = {
    deliveries: flight.deliveries,
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
    loadMicrosPerDelivery: (load.user + load.system) / deliveries,
  };
}
