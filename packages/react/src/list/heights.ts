/** How tall each item of a long list is, by key: measured where it was seen, supposed where it was not. */
export class Heights {
  readonly #measured = new Map<string, number>();
  #total = 0;
  #supposed: number;

  constructor(supposed: number) {
    this.#supposed = supposed;
  }

  /** True when it is another height than was known. */
  measure(key: string, height: number): boolean {
    const before = this.#measured.get(key);
    if (before !== undefined && Math.abs(before - height) < 0.1) return false;

    this.#total += height - (before ?? 0);
    this.#measured.set(key, height);
    return true;
  }

  of(key: string): number {
    return this.#measured.get(key) ?? this.#supposed;
  }

  /** From now on, what was not seen is supposed to be as tall as the average of what was. */
  learn(): void {
    if (this.#measured.size >= 10) this.#supposed = this.#total / this.#measured.size;
  }

  /** The width changed: what was measured holds only as a guess. */
  forget(): void {
    this.learn();
    this.#measured.clear();
    this.#total = 0;
  }

  /** Forgets what is no longer in the list, when that has become more than what is. */
  keepOnly(keys: readonly string[]): void {
    if (this.#measured.size < 2 * keys.length + 100) return;

    const wanted = new Set(keys);
    for (const [key, height] of this.#measured) {
      if (wanted.has(key)) continue;
      this.#measured.delete(key);
      this.#total -= height;
    }
  }
}
