import { messageText } from "../../message-text.ts";
import { percentile } from "../../percentile.ts";
import { cpuSeconds } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { now } from "../clock.ts";
import { seatAll } from "../crowd.ts";
import { countMarks } from "../marks.ts";
import { TONGUES } from "../tongues/index.ts";
import { warmUp } from "../warm-up.ts";
import type { LatencyJob, Measures } from "./job.ts";
import type { Metronome } from "./metronome.ts";

const HEAD_START_MS = 300;
/** A server that cannot keep up is waited for, and its lateness counts. */
const STRAGGLERS_SECONDS = 30;

/**
 * A steady stream into one room, from a thread that keeps time. A delivery is as late as the moment at which its message
 * was due, whenever it was sent in truth, so a server that holds up the sender gains nothing (an open loop).
 */
export async function latency(job: LatencyJob): Promise<Measures> {
  const tongue = TONGUES[job.tongue];
  const alarm = new Alarm();
  await tongue.prepare(job.door, 1);
  await warmUpFirst(job, alarm);
  const seats = Array.from({ length: job.listeners }, (_, who) => ({ who: who + 1, room: 0, speaks: false }));
  const sockets = await seatAll(tongue, job.door, seats, alarm);

  const warmUp = job.warmUpSeconds * job.perSecond;
  const total = warmUp + job.seconds * job.perSecond;
  const metronome = await startMetronome(job, total, alarm);
  const startAt = now() + HEAD_START_MS;
  const late = new Float64Array(job.listeners * (total - warmUp));
  let measured = 0;
  for (const socket of sockets) {
    let heard = 0;
    socket.onFrame = (bytes, start, end) => {
      const at = now();
      for (let marks = countMarks(bytes, start, end, job.textBytes); marks > 0; marks -= 1, heard += 1) {
        if (heard >= warmUp && measured < late.length)
          late[measured++] = at - (startAt + (heard * 1000) / job.perSecond);
      }
    };
  }

  metronome.postMessage(startAt);
  const before = { cpu: cpuSeconds(job.pids), load: process.cpuUsage(), at: performance.now() };
  await alarm.rest(total / job.perSecond + HEAD_START_MS / 1000);
  const load = process.cpuUsage(before.load);
  const loadSeconds = (performance.now() - before.at) / 1000;
  for (let waited = 0; measured < late.length && waited < STRAGGLERS_SECONDS; waited += 1) await alarm.rest(1);
  if (measured < late.length) throw new Error(`${late.length - measured} of ${late.length} deliveries are missing`);

  return {
    p50Ms: percentile(late, 0.5),
    p99Ms: percentile(late, 0.99),
    maxMs: percentile(late, 1),
    cpuMicrosPerDelivery: ((cpuSeconds(job.pids) - before.cpu) * 1e6) / (total * job.listeners),
    loadBusyPercent: (load.user + load.system) / loadSeconds / 1e4,
  };
}

/** By two who are gone when the measuring begins. */
async function warmUpFirst({ tongue: name, door, listeners, textBytes }: LatencyJob, alarm: Alarm): Promise<void> {
  const tongue = TONGUES[name];
  const seats = [1, 2].map((n) => ({ who: listeners + n, room: 0, speaks: n === 1 }));
  const sockets = await seatAll(tongue, door, seats, alarm);
  await warmUp(sockets, tongue.phrase(seats[0]!, messageText(textBytes)), textBytes, alarm);
  for (const socket of sockets) socket.close();
}

/** Resolves when the sender sits in the room. */
async function startMetronome(job: LatencyJob, total: number, alarm: Alarm): Promise<Worker> {
  const order: Metronome = {
    tongue: job.tongue,
    door: job.door,
    text: messageText(job.textBytes),
    perSecond: job.perSecond,
    total,
  };
  const worker = new Worker(new URL("metronome.ts", import.meta.url).href);
  const ready = Promise.withResolvers<void>();
  worker.onmessage = () => ready.resolve();
  worker.onerror = (event) => alarm.ring(`the sender failed: ${event.message}`);
  worker.postMessage(order);
  await alarm.unless(ready.promise);
  return worker;
}
