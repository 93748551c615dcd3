import { connectAddress } from "./begun-socket.ts";

/** What the SDK calls its storage for whoever this browser usually is. */
export const usualName = (): string => `parlor ${connectAddress()}`;

/** Where a note of the SDK stands in what this browser remembers. */
export const placeOf = (storage: string, note: string): string => `${storage} ${note}`;
