import type { Alarm } from "./alarm.ts";
import type { Door, Seat, Tongue } from "./tongues/tongue.ts";
import type { WireSocket } from "./wire-socket.ts";

/** More at once would overflow the kernel's accept queue and measure the retry of SYN packets. */
const AT_ONCE = 256;

/** Runs `work` for 0 to `count - 1`, a bounded number at a time, and keeps the order of the results. */
export async function crowd<T>(count: number, work: (n: number) => Promise<T>, atOnce = AT_ONCE): Promise<T[]> {
  const results = Array.from<T>({ length: count });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const n = next;
      next += 1;
      results[n] = await work(n);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
}

/** Everyone in their rooms, hearing what is said. Any of them being cut off fails the run. */
export async function seatAll(
  tongue: Tongue,
  door: Door | ((seat: Seat) => Door),
  seats: readonly Seat[],
  alarm: Alarm,
): Promise<WireSocket[]> {
  const doorOf = typeof door === "function" ? door : () => door;
  return crowd(seats.length, async (n) => {
    const socket = await tongue.connect(doorOf(seats[n]!), seats[n]!);
    await tongue.enter(socket, seats[n]!);
    socket.onLost = (reason) => alarm.ring(`client ${n} was cut off: ${reason}`);
    return socket;
  });
}
