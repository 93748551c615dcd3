const LETTERS = 20;

/** A name for a line that has to hold more than it: never cut within what one sees as one letter. */
export function shortName(name: string): string {
  if (name.length <= LETTERS) return name;
  const letters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  return letters.length <= LETTERS ? name : `${letters.slice(0, LETTERS - 1).join("")}…`;
}
