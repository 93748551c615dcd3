/**
 * An immutable map for crowds. A change copies a small layer instead of the whole, so that ten thousand joins
 * do not cost fifty million copies.
 */
export class Roster<Value> {
  readonly #base: ReadonlyMap<string, Value>;
  readonly #changes: ReadonlyMap<string, Value | undefined>;
  readonly size: number;

  private constructor(base: ReadonlyMap<string, Value>, changes: ReadonlyMap<string, Value | undefined>, size: number) {
    this.#base = base;
    this.#changes = changes;
    this.size = size;
  }

  static of<Value>(entries: Iterable<readonly [string, Value]>): Roster<Value> {
    const base = new Map(entries);
    return new Roster(base, new Map<string, Value>(), base.size);
  }

  get(id: string): Value | undefined {
    return this.#changes.has(id) ? this.#changes.get(id) : this.#base.get(id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  with(id: string, value: Value): Roster<Value> {
    return this.#changed(id, value, this.size + (this.has(id) ? 0 : 1));
  }

  without(id: string): Roster<Value> {
    return this.has(id) ? this.#changed(id, undefined, this.size - 1) : this;
  }

  *values(): Generator<Value> {
    for (const [id, value] of this.#base) if (!this.#changes.has(id)) yield value;
    for (const value of this.#changes.values()) if (value !== undefined) yield value;
  }

  #changed(id: string, value: Value | undefined, size: number): Roster<Value> {
    const changes = new Map(this.#changes).set(id, value);
    if (changes.size * changes.size <= 64 + this.#base.size) return new Roster(this.#base, changes, size);

    const base = new Map(this.#base);
    for (const [changedId, changed] of changes) {
      if (changed === undefined) base.delete(changedId);
      else base.set(changedId, changed);
    }
    return new Roster(base, new Map<string, Value>(), size);
  }
}
