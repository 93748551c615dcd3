import type { Location } from "@parlor/protocol";
import { useEffect, useState, useSyncExternalStore } from "react";
import { createValue, type Value } from "../value.ts";

export type Position =
  | { readonly name: "off" }
  | { readonly name: "looking" }
  | { readonly name: "known"; readonly location: Location }
  /** Not allowed, or not to be found out. */
  | { readonly name: "unknown" };

const OFF: Position = { name: "off" };
const LOOKING: Position = { name: "looking" };
const UNKNOWN: Position = { name: "unknown" };
const FRESH_MS = 30_000;

export interface SharedPosition {
  readonly position: Position;
  readonly share: (on: boolean) => void;
}

/** Where this device is, while its owner agrees. Agreeing holds for this tab, under this name. */
export function useSharedPosition(name: string): SharedPosition {
  const agreement = agreementTo(name);
  const isShared = useSyncExternalStore(agreement.watch, agreement.get, () => false);
  const [found, setFound] = useState<Position>(LOOKING);
  useEffect(() => {
    if (!isShared || !navigator.geolocation) return;
    const { geolocation } = navigator;
    const watch = geolocation.watchPosition(
      ({ coords }) => setFound({ name: "known", location: { lat: coords.latitude, lng: coords.longitude } }),
      // What was known stays known until it is known better.
      () => setFound((before) => (before.name === "known" ? before : UNKNOWN)),
      { enableHighAccuracy: true, maximumAge: FRESH_MS },
    );
    return () => {
      geolocation.clearWatch(watch);
      setFound(LOOKING);
    };
  }, [isShared]);
  const share = (on: boolean) => {
    remember(name, on);
    agreement.set(on);
  };
  if (!isShared) return { position: OFF, share };
  return { position: navigator.geolocation ? found : UNKNOWN, share };
}

export const locationIn = (position: Position): Location | undefined =>
  position.name === "known" ? position.location : undefined;

/** As it is stored and shown: five decimals are about a metre. */
export const coordinates = ({ lat, lng }: Location): string => `${lat.toFixed(5)}, ${lng.toFixed(5)}`;

const agreements = new Map<string, Value<boolean>>();

function agreementTo(name: string): Value<boolean> {
  const known = agreements.get(name) ?? createValue(remembered(name));
  agreements.set(name, known);
  return known;
}

const keyOf = (name: string) => `parlor position ${name}`;

function remembered(name: string): boolean {
  try {
    return globalThis.sessionStorage?.getItem(keyOf(name)) === "shared";
  } catch {
    // Storage may be forbidden; then one is asked again.
    return false;
  }
}

function remember(name: string, on: boolean): void {
  try {
    if (on) sessionStorage.setItem(keyOf(name), "shared");
    else sessionStorage.removeItem(keyOf(name));
  } catch {
    // The same: it holds as long as this page.
  }
}
