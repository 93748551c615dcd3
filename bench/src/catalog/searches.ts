import type { Vocabulary } from "./vocabulary.ts";

/** What people look for: a word, several, a word that is not finished, and several that nothing has all of. */
export function searchesIn(vocabulary: Vocabulary, count: number): string[] {
  return Array.from({ length: count }, (_, nth) => {
    switch (nth % 4) {
      case 0:
        return vocabulary.word();
      case 1:
        return vocabulary.words(2, 3);
      case 2: {
        const last = vocabulary.word();
        return `${vocabulary.word()} ${last.slice(0, vocabulary.upTo(1, last.length))}`;
      }
      default:
        return vocabulary.words(4, 6);
    }
  });
}
