/** A word as the index has it: without its accents and in lower case. */
export const folded = (word: string): string =>
  word
    .normalize("NFD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase();

const WORDS = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * The words of a text that begin with one of those searched for, as places in it. The index could mark them, too, but
 * would look up all the words again for every item that it marks.
 */
export function highlightsIn(text: string, searched: readonly string[]): [number, number][] {
  const beginnings = searched.map(folded);
  return [...text.matchAll(WORDS)].flatMap(({ 0: word, index }): [number, number][] => {
    const plain = folded(word);
    return beginnings.some((beginning) => plain.startsWith(beginning)) ? [[index, index + word.length]] : [];
  });
}
