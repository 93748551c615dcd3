import type { Observable } from "@parlor/client";

const known = new WeakMap<object, Observable<unknown>>();

/**
 * The same value, as it was told of last: a few times a second at most. Whatever the pace of a room, drawing it leaves
 * time for typing, and a component that is drawn for another reason does not draw the news besides.
 */
export function atAnEasyPace<T>(source: Observable<T>): Observable<T> {
  const made = known.get(source) ?? told(source);
  known.set(source, made);
  return made as Observable<T>;
}

function told<T>(source: Observable<T>): Observable<T> {
  const listeners = new Set<() => void>();
  let value = source.get();
  let stop = () => {};
  const tell = () => {
    if (Object.is(value, source.get())) return;
    value = source.get();
    for (const listener of listeners) listener();
  };
  return {
    // While nobody watches, it is what it is.
    get: () => (listeners.size === 0 ? source.get() : value),
    watch(listener) {
      if (listeners.size === 0) {
        value = source.get();
        stop = source.watch(() => tellSoon(tell));
      }
      const own = () => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size > 0) return;
        stop();
        waiting.delete(tell);
      };
    },
  };
}

/** Fast enough to look immediate. */
const APART_MS = 100;

/** All that wait are told together, in the order in which they changed, so that no two of them disagree on the screen. */
const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let notBefore = -Infinity;

function tellSoon(tell: () => void): void {
  waiting.add(tell);
  wake();
}

/** A task of its own: with the keys that were pressed, or the frame that is drawn, it could be one that is felt. */
function wake(): void {
  timer ??= setTimeout(tellAll, Math.max(0, notBefore - performance.now()));
}

function tellAll(): void {
  const begunAt = performance.now();
  tellWaiting();
  // React draws in a microtask. What that changes, such as what is read by now, is shown with it.
  queueMicrotask(() => {
    tellWaiting();
    queueMicrotask(() => {
      const drawnAt = performance.now();
      // Where drawing takes long it is done less often, so that others have their turn.
      notBefore = Math.max(begunAt + APART_MS, drawnAt + Math.min(drawnAt - begunAt, APART_MS));
      timer = undefined;
      if (waiting.size > 0) wake();
    });
  });
}

function tellWaiting(): void {
  const tells = [...waiting];
  waiting.clear();
  for (const tell of tells) tell();
}
