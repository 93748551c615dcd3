import { messageText } from "../../message-text.ts";
import { median } from "../../percentile.ts";
import { cpuSeconds } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { crowd, seatAll } from "../crowd.ts";
import { clientFrame } from "../frames.ts";
import { countMarks } from "../marks.ts";
import { TONGUES } from "../tongues/index.ts";
import type { Seat, Tongue } from "../tongues/tongue.ts";
import type { Measures, StormJob } from "./job.ts";

const CAUGHT_UP_WITHIN_SECONDS = 120;
/** For the server to notice that everyone has gone, its grace for short absences included. */
const AWAY_SECONDS = 8;
/** Messages a host says before it waits for their acknowledgement. */
const BATCH = 10;

/** Everyone was there, everyone is cut off and misses the same number of messages, everyone comes back. */
export async function storm(job: StormJob): Promise<Measures> {
  const tongue = TONGUES[job.tongue];
  const alarm = new Alarm();
  const seats = Array.from({ length: job.clients }, (_, who) => ({
    who: who + job.rooms,
    room: who % job.rooms,
    speaks: false,
  }));
  // A community writes down who goes and comes. Everybody would miss that too, and more of it than of messages.
  await tongue.prepare(job.door, job.rooms, "cafe");
  const present = await seatAll(tongue, job.door, seats, alarm);
  const bookmarks = await missMessages(tongue, job, alarm, () => present.forEach((socket) => socket.close()));

  const cpu = cpuSeconds(job.pids);
  const startedAt = performance.now();
  const waits: Promise<number>[] = [];
  let received = 0;
  await crowd(job.clients, async (n) => {
    const seat = seats[n]!;
    const socket = await tongue.connect(job.door, seat);
    socket.onLost = (reason) => alarm.ring(`client ${n} was cut off while it caught up: ${reason}`);
    const { promise, resolve } = Promise.withResolvers<number>();
    let missing = job.behind;
    socket.onFrame = (bytes, start, end) => {
      received += end - start;
      missing -= countMarks(bytes, start, end, job.textBytes);
      if (missing <= 0) resolve(performance.now() - startedAt);
    };
    socket.send(clientFrame(tongue.catchUp(seat, bookmarks[seat.room]!)));
    waits.push(promise);
  });
  const tooLate = alarm.rest(CAUGHT_UP_WITHIN_SECONDS).then(() => {
    throw new Error(`not everyone had caught up within ${CAUGHT_UP_WITHIN_SECONDS} s`);
  });
  const tookMs = await Promise.race([Promise.all(waits), tooLate]);

  return {
    caughtUpSeconds: Math.max(...tookMs) / 1000,
    medianSeconds: median(tookMs) / 1000,
    cpuSeconds: cpuSeconds(job.pids) - cpu,
    receivedMegabytes: received / 1e6,
  };
}

/** A host in each room notes where it stands, sees everyone go, and speaks. */
async function missMessages(tongue: Tongue, job: StormJob, alarm: Alarm, everyoneGoes: () => void): Promise<string[]> {
  const seats: Seat[] = Array.from({ length: job.rooms }, (_, room) => ({ who: room, room, speaks: true }));
  const hosts = await seatAll(tongue, job.door, seats, alarm);
  const bookmarks = await crowd(job.rooms, (room) => tongue.bookmark(hosts[room]!, seats[room]!));
  everyoneGoes();
  await alarm.rest(AWAY_SECONDS);

  await crowd(job.rooms, async (room) => {
    const host = hosts[room]!;
    const phrase = tongue.phrase(seats[room]!, messageText(job.textBytes));
    for (let said = 0; said < job.behind; said += BATCH) {
      const heard = Promise.withResolvers<void>();
      let missing = BATCH;
      host.onFrame = (bytes, start, end) => {
        missing -= countMarks(bytes, start, end, job.textBytes);
        if (missing === 0) heard.resolve();
      };
      host.send(phrase.frames(said, BATCH));
      await alarm.unless(heard.promise);
    }
    host.close();
  });
  return bookmarks;
}
