import { residentBytes } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { crowd } from "../crowd.ts";
import { TONGUES } from "../tongues/index.ts";
import type { IdleJob, Measures } from "./job.ts";

/** Connections that have said who they are and then say nothing. The first few warm the server up and are not counted. */
export async function idle(job: IdleJob): Promise<Measures> {
  const tongue = TONGUES[job.tongue];
  const alarm = new Alarm();
  await tongue.prepare(job.door, 1);
  const connect = async (from: number, count: number): Promise<void> => {
    await crowd(count, async (n) => {
      const socket = await tongue.connect(job.door, { who: from + n, room: 0, speaks: false });
      socket.onLost = (reason) => alarm.ring(`connection ${from + n} was cut off: ${reason}`);
    });
    await alarm.rest(job.settleSeconds);
  };

  await connect(0, job.warmUpConnections);
  const before = residentBytes(job.pids);
  await connect(job.warmUpConnections, job.connections);
  const grown = residentBytes(job.pids) - before;
  return { bytesPerConnection: grown / job.connections, residentMegabytes: residentBytes(job.pids) / 1e6 };
}
