import type { Texts } from "./en.ts";

/** What people call a kind: as its document says, or as everybody calls those that ship, or by its name. */
export function kindTitle({ kinds }: Texts, name: string, title?: string): string {
  return title ?? known(kinds, name) ?? readable(name);
}

/** What people call a role. One of a kind of one's own goes by its name. */
export function roleTitle({ roles }: Texts, role: string): string {
  return known(roles, role) ?? role;
}

/** Names come from outside, and every object has properties that nobody wrote. */
const known = (titles: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(titles, name) ? titles[name] : undefined;

/** Names are written for machines: "wine-shop" reads "Wine shop". */
function readable(name: string): string {
  const words = name.replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
