import { expect, test } from "bun:test";
import { atAnEasyPace } from "./easy-pace.ts";
import { createValue } from "./value.ts";

/** What is told of a value, and the way to wait until it is a certain one. */
function toldOf(value: ReturnType<typeof createValue<number>>) {
  const easy = atAnEasyPace(value);
  const told: number[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const until = { wanted: Number.NaN };
  const stop = easy.watch(() => {
    told.push(easy.get());
    if (easy.get() === until.wanted) resolve();
  });
  const reaches = (wanted: number) => {
    until.wanted = wanted;
    return promise;
  };
  return { easy, told, stop, reaches };
}

test("of many changes in a row one hears once, and of the last one", async () => {
  const value = createValue(0);
  const { told, stop, reaches } = toldOf(value);
  for (let n = 1; n <= 100; n += 1) value.set(n);
  await reaches(100);
  expect(told).toEqual([100]);
  stop();
});

test("until one is told, the value is the one that was told of last", async () => {
  const value = createValue(0);
  const { easy, stop, reaches } = toldOf(value);
  value.set(1);
  expect(easy.get()).toBe(0);
  await reaches(1);
  expect(easy.get()).toBe(1);
  stop();
});

test("two that changed together are told of together", async () => {
  const rooms = createValue(0);
  const timeline = createValue(0);
  const one = toldOf(rooms);
  const other = toldOf(timeline);
  const seen: number[][] = [];
  const stop = atAnEasyPace(timeline).watch(() => seen.push([one.easy.get(), other.easy.get()]));
  rooms.set(1);
  timeline.set(1);
  await other.reaches(1);
  expect(seen).toEqual([[1, 1]]);
  for (const each of [one.stop, other.stop, stop]) each();
});

test("what telling changes is told at once, before anything else can run", async () => {
  const timeline = createValue(0);
  const unread = createValue(0);
  const { easy, stop, reaches } = toldOf(unread);
  let later: number | undefined;
  const { promise, resolve } = Promise.withResolvers<void>();
  const stopReading = atAnEasyPace(timeline).watch(() => {
    // As a list that is drawn marks what it shows as read.
    queueMicrotask(() => unread.set(7));
    setTimeout(() => {
      later = easy.get();
      resolve();
    });
  });
  timeline.set(1);
  await reaches(7);
  await promise;
  expect(later).toBe(7);
  stop();
  stopReading();
});

test("a value that nobody watches is what it is", () => {
  const value = createValue(0);
  const { easy, stop } = toldOf(value);
  stop();
  value.set(3);
  expect(easy.get()).toBe(3);
});
