import { STOP_WORDS } from "./stop-words.ts";

const LINKS = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+|\S+@\S+\.\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:\/\S*)?/giu;
const RUNS = /[\p{L}\p{M}\p{N}_'’]+/gu;
const ONLY_LETTERS = /^\p{L}[\p{L}\p{M}]*$/u;
/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const MAX_WORDS = 50;

/** The words of a text that could be a topic: letters of any script, in lower case, each once, no links, no fillers. */
export function topicWords(text: string, minLength: number, stopWords: ReadonlySet<string>): string[] {
  const words = new Set<string>();
  for (const run of runsOf(text.normalize("NFC").replaceAll(LINKS, " ").toLowerCase())) {
    const word = run.replace(/^['’]+/u, "").replace(/['’]s?$/u, "");
    if (!ONLY_LETTERS.test(word) || letterCount(word) < minLength) continue;
    if (STOP_WORDS.has(word) || stopWords.has(word)) continue;
    words.add(word);
    if (words.size >= MAX_WORDS) break;
  }
  return [...words];
}

function runsOf(text: string): Iterable<string> {
  if (!UNSPACED.test(text)) return text.match(RUNS) ?? [];
  const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** Marks belong to their letter. */
const letterCount = (word: string): number => word.match(/\p{L}/gu)?.length ?? 0;
