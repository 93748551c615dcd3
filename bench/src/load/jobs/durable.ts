import { messageText } from "../../message-text.ts";
import { cpuSeconds } from "../../process-usage.ts";
import { Alarm } from "../alarm.ts";
import { seatAll } from "../crowd.ts";
import type { Phrase } from "../phrase.ts";
import { TONGUES } from "../tongues/index.ts";
import type { WireSocket } from "../wire-socket.ts";
import type { DurableJob, Measures } from "./job.ts";

/** Many senders in many rooms. Each keeps a fixed number of messages unacknowledged and hears its room as well. */
export async function durable(job: DurableJob): Promise<Measures> {
  const tongue = TONGUES[job.tongue];
  const alarm = new Alarm();
  await tongue.prepare(job.door, job.rooms);
  const seats = Array.from({ length: job.clients }, (_, who) => ({ who, room: who % job.rooms, speaks: true }));
  const { door, elsewhere = door } = job;
  const sockets = await seatAll(tongue, ({ who }) => (who < job.clients / 2 ? door : elsewhere), seats, alarm);

  let acknowledged = 0;
  for (const [who, socket] of sockets.entries()) {
    const phrase = tongue.phrase(seats[who]!, messageText(job.textBytes));
    keepSending(socket, phrase, job.inFlight, (bytes, start) => {
      const isForUs = tongue.acknowledges(bytes, start);
      if (isForUs) acknowledged += 1;
      return isForUs;
    });
  }

  await alarm.rest(job.warmUpSeconds);
  const before = { acknowledged, cpu: cpuSeconds(job.pids), at: performance.now() };
  await alarm.rest(job.seconds);
  const sends = acknowledged - before.acknowledged;
  if (sends === 0) throw new Error("nothing was acknowledged");

  return {
    sendsPerSecond: sends / ((performance.now() - before.at) / 1000),
    cpuMicrosPerSend: ((cpuSeconds(job.pids) - before.cpu) * 1e6) / sends,
  };
}

/** Answers that come in one read are followed by as many messages in one write. */
function keepSending(
  socket: WireSocket,
  phrase: Phrase,
  inFlight: number,
  isAnswer: (bytes: Uint8Array, start: number) => boolean,
): void {
  let sent = 0;
  let due = inFlight;
  const send = (): void => {
    if (due === 0) return;
    socket.send(phrase.frames(sent, due));
    sent += due;
    due = 0;
  };
  socket.onFrame = (bytes, start) => {
    if (isAnswer(bytes, start)) due += 1;
  };
  socket.onTurn = send;
  send();
}
