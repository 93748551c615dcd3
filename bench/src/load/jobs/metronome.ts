import { now } from "../clock.ts";
import { TONGUES } from "../tongues/index.ts";
import type { Door } from "../tongues/tongue.ts";
import type { TongueName } from "./job.ts";

/** What the thread is told first. After its "ready" it is told when to begin. */
export interface Metronome {
  readonly tongue: TongueName;
  readonly door: Door;
  readonly text: string;
  readonly perSecond: number;
  readonly total: number;
}

declare const self: Worker;

const sleeper = new Int32Array(new SharedArrayBuffer(4));
const seat = { who: 0, room: 0, speaks: true };
const order = await told<Metronome>();
const tongue = TONGUES[order.tongue];
const socket = await tongue.connect(order.door, seat);
await tongue.enter(socket, seat);
socket.onLost = (reason) => {
  throw new Error(reason);
};
const phrase = tongue.phrase(seat, order.text);
self.postMessage("ready");
const startAt = await told<number>();

for (let n = 0; n < order.total; n += 1) {
  sleepUntil(startAt + (n * 1000) / order.perSecond);
  socket.send(phrase.frames(n, 1));
  // One turn of the loop, to read what the server says to the sender.
  await new Promise(setImmediate);
}

/** Timers of the event loop are a millisecond coarse; a futex is not. */
function sleepUntil(at: number): void {
  const left = at - now();
  if (left > 0) Atomics.wait(sleeper, 0, 0, left);
}

function told<T>(): Promise<T> {
  return new Promise((resolve) => {
    self.onmessage = (event: MessageEvent<T>) => resolve(event.data);
  });
}
