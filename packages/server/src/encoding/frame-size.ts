import { BOUNDS } from "@parlor/protocol";

/** No character has more than three bytes per unit of length, so most frames need no count. */
export const isTooLarge = (frame: string): boolean =>
  frame.length * 3 > BOUNDS.frameBytes && Buffer.byteLength(frame) > BOUNDS.frameBytes;
