/** Words as a language has them: a few are everywhere, most are nearly nowhere (Zipf), and the frequent ones are short. */
export class Vocabulary {
  readonly #words: readonly string[];
  readonly #sums: Float64Array;
  readonly #random: () => number;

  constructor(size: number, seed: number) {
    this.#random = randomFrom(seed);
    this.#words = this.#invent(size);
    this.#sums = new Float64Array(size);
    let sum = 0;
    for (let rank = 0; rank < size; rank += 1) this.#sums[rank] = sum += 1 / (rank + 2.7);
  }

  word(): string {
    const at = this.#random() * (this.#sums.at(-1) ?? 0);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sums[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return this.#words[low]!;
  }

  /** As many words as `least`, or up to as many as `most`. */
  words(least: number, most = least): string {
    return Array.from({ length: this.upTo(least, most) }, () => this.word()).join(" ");
  }

  upTo(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  #invent(size: number): string[] {
    const words = new Set<string>();
    while (words.size < size) {
      const syllables = 1 + Math.floor(this.#random() * Math.min(4, 1.5 + words.size / 500));
      words.add(Array.from({ length: syllables }, () => SYLLABLES[this.upTo(0, SYLLABLES.length - 1)]!).join(""));
    }
    return [...words];
  }
}

const SYLLABLES = "bdfgklmnprstvz"
  .split("")
  .flatMap((consonant) => "aeiou".split("").map((vowel) => consonant + vowel));

/** The same every time, so that every run searches in the same documents (Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) / 2 ** 32;
}
