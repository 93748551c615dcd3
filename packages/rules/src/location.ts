import type { Kind, Location } from "@parlor/protocol";
import { type Answer, no, YES } from "./answer.ts";

const DECIMALS = 1e5;

/** Five decimals are about a metre: enough to find somebody, and no more is kept. */
export function rounded({ lat, lng }: Location): Location {
  return { lat: round(lat), lng: round(lng) };
}

/** Without the sign of a zero, which JSON would lose. */
const round = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS + 0;

export function maySayWhere({ messages: { location } }: Kind, role: string): boolean {
  return typeof location === "boolean" ? location : location.includes(role);
}

/** Whether a message or request may carry this place. Without one there is nothing to refuse. */
export function checkLocation(kind: Kind, role: string, location: Location | undefined): Answer {
  if (!location) return YES;
  if (!maySayWhere(kind, role)) return no("bad_location", "Messages carry no location here.");
  if (!(Math.abs(location.lat) <= 90 && Math.abs(location.lng) <= 180)) {
    return no("bad_location", "This is no place on Earth: latitude is -90 to 90, longitude -180 to 180.");
  }
  return YES;
}
