import type { Observable } from "@parlor/client";
import { useSyncExternalStore } from "react";

/** What a component needs of a value, and again when that is other than before. */
export function useSelected<T, Part extends string | number | boolean | undefined>(
  observable: Observable<T>,
  select: (value: T) => Part,
): Part {
  const selected = () => select(observable.get());
  return useSyncExternalStore(observable.watch, selected, selected);
}

/** The value as it is, and again whenever it changes. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.watch, observable.get, observable.get);
}
