import type { Observable } from "@parlor/client";

const known = new WeakMap<object, Observable<unknown>>();

/** The same value, told of a few times a second at most: whatever the pace of a room, drawing it leaves time for typing. */
export function atAnEasyPace<T>(source: Observable<T>): Observable<T> {
  const made = known.get(source) ?? { get: source.get, watch: (listener: () => void) => watchEasily(source, listener) };
  known.set(source, made);
  return made as Observable<T>;
}

/** Fast enough to look immediate, and slow enough that a phone draws less than it rests. */
const APART_MS = 50;

/** All that wait are told together, in the order in which they changed, so that no two of them disagree on the screen. */
const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let lastToldAt = -Infinity;

function watchEasily(source: Observable<unknown>, listener: () => void): () => void {
  const stop = source.watch(() => {
    waiting.add(listener);
    // A task of its own: with the keys that were pressed, or the frame that is drawn, it could be one that is felt.
    timer ??= setTimeout(tellAll, Math.max(0, lastToldAt + APART_MS - performance.now()));
  });
  return () => {
    stop();
    waiting.delete(listener);
  };
}

function tellAll(): void {
  timer = undefined;
  lastToldAt = performance.now();
  const told = [...waiting];
  waiting.clear();
  for (const listener of told) listener();
}
