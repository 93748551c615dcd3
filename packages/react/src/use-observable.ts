import type { Observable } from "@parlor/client";
import { useSyncExternalStore } from "react";

/** The value as it is, and again whenever it changes. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.watch, observable.get, observable.get);
}
