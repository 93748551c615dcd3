import type { Observable } from "@parlor/client";

/** A value that components watch, without drawing again whoever sets it. */
export interface Value<T> extends Observable<T> {
  readonly set: (value: T) => void;
}

export function createValue<T>(initial: T): Value<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    set(changed) {
      if (Object.is(changed, value)) return;
      value = changed;
      for (const listener of listeners) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
