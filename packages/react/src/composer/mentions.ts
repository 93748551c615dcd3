const MENTIONS_AT_MOST = 20;

/** The part of a word that begins with "@", left of the cursor: what somebody is looking for. */
export function wantedName(
  text: string,
  cursor: number,
): { readonly from: number; readonly search: string } | undefined {
  const before = text.slice(Math.max(0, cursor - 40), cursor);
  const found = /(?:^|[\s([{"'“‘«])@([^\s@][^@\n]{0,30})?$/u.exec(before);
  if (!found) return undefined;
  const search = found[1] ?? "";
  return { from: cursor - search.length - 1, search };
}

/** Of those who were picked, whoever is still named. */
export function mentionsIn(text: string, picked: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(picked)
    .filter(([, name]) => text.includes(`@${name}`))
    .map(([user]) => user)
    .slice(0, MENTIONS_AT_MOST);
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

const SHOWN = 8;

/** Whose name, or a later part of it, begins like that. Who begins with it comes first, and of those who is here. */
export function peopleNamed(
  people: Iterable<Person>,
  search: string,
  lang: string,
  isHere: (id: string) => boolean = () => true,
): readonly Person[] {
  const wanted = fold(search, lang);
  const ranked: { person: Person; rank: number }[] = [];
  for (const person of people) {
    const name = fold(person.name, lang);
    const rank = name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 2 : -1;
    if (rank >= 0) ranked.push({ person, rank: rank + (isHere(person.id) ? 0 : 1) });
  }
  const collator = new Intl.Collator(lang);
  return ranked
    .sort((a, b) => a.rank - b.rank || collator.compare(a.person.name, b.person.name))
    .slice(0, SHOWN)
    .map(({ person }) => person);
}

/** Without accents and case. */
export const fold = (text: string, lang: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLocaleLowerCase(lang);
