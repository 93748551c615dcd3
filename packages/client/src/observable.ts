/** A value that changes. `get` returns the same object until it does, as useSyncExternalStore wants it. */
export interface Observable<T> {
  readonly get: () => T;
  /** Calls the listener after every change. Returns the way to stop. */
  readonly watch: (listener: () => void) => () => void;
}

export interface Source<T> extends Observable<T> {
  readonly set: (value: T) => void;
}

export function createSource<T>(initial: T): Source<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    set(changed) {
      if (Object.is(changed, value)) return;
      value = changed;
      listeners.forEach((listener) => listener());
    },
    watch(listener) {
      // Wrapped, so that the same function watching twice is two watchers.
      const own = () => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

/** A value made from others. It is made again only when one of them is another object, and only when asked for. */
export function derive<Inputs extends readonly unknown[], T>(
  from: { readonly [I in keyof Inputs]: Observable<Inputs[I]> },
  make: (...inputs: Inputs) => T,
): Observable<T> {
  let made: { readonly inputs: Inputs; readonly value: T } | undefined;
  const sources: readonly Observable<unknown>[] = from;
  return {
    get() {
      const inputs = sources.map((source) => source.get()) as unknown as Inputs;
      if (!made || inputs.some((input, i) => !Object.is(input, made?.inputs[i]))) {
        made = { inputs, value: make(...inputs) };
      }
      return made.value;
    },
    watch(listener) {
      const stops = sources.map((source) => source.watch(listener));
      return () => stops.forEach((stop) => stop());
    },
  };
}
