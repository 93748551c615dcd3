import { asNumber } from "../numbers.ts";

/**
 * A person's id as these clients know it: without a colon, for their lobby takes whose room it is from what comes after
 * the last one. No two people share one; the escapes are those of JSON pointers (RFC 6901).
 */
export const idOnWire = (id: string): string | number => asNumber(id.replaceAll("~", "~0").replaceAll(":", "~1"));
