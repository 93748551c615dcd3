import type { Observable } from "@parlor/client";

const known = new WeakMap<object, Observable<unknown>>();

/** The same value, told of at most once a frame. A page that nobody sees has no frames, and is told a few times a second. */
export function eachFrame<T>(source: Observable<T>): Observable<T> {
  const made = known.get(source) ?? { get: source.get, watch: (listener: () => void) => watchFrames(source, listener) };
  known.set(source, made);
  return made as Observable<T>;
}

const UNSEEN_MS = 250;

function watchFrames(source: Observable<unknown>, listener: () => void): () => void {
  let cancel: (() => void) | undefined;
  const tell = () => {
    cancel?.();
    cancel = undefined;
    listener();
  };
  const stop = source.watch(() => {
    if (cancel) return;
    const frame = globalThis.requestAnimationFrame?.(tell);
    const timer = setTimeout(tell, UNSEEN_MS);
    cancel = () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  });
  return () => {
    stop();
    cancel?.();
    cancel = undefined;
  };
}
