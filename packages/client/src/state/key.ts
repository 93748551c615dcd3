/** A UUIDv7: made once per act, sorted by when. `random` gives numbers from 0 up to 1. */
export function newKey(now: number, random: () => number): string {
  const time = now.toString(16).padStart(12, "0");
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, "0");
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
}
