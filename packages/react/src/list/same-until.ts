/** How many of the first elements are the same ones in both. Of a list that grew at its end, all it had. */
export function sameUntil<T>(before: readonly T[], now: readonly T[]): number {
  let same = 0;
  while (same < before.length && same < now.length && before[same] === now[same]) same += 1;
  return same;
}
