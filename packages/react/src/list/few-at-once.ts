/** More than a screen of them, and those that one would not see any more are not drawn at all. */
const MANY = 30;

/** The items without most of what came at the end since the last drawing, and whether that is less than all of them. */
export function fewAtOnce<Item extends { readonly key: string }>(
  items: readonly Item[],
  lastDrawn: string | undefined,
  atOnce: number,
): { readonly few: readonly Item[]; readonly isPart: boolean } {
  const added = addedAfter(items, lastDrawn);
  const isPart = added > atOnce;
  return { few: isPart ? items.slice(0, items.length - added + atOnce) : items, isPart };
}

/** None, where it is not the end that grew. */
function addedAfter(items: readonly { readonly key: string }[], last: string | undefined): number {
  for (let added = 0; added < MANY && added < items.length; added += 1) {
    if (items[items.length - 1 - added]?.key === last) return added;
  }
  return 0;
}
