/**
 * One round at a time for each thing. Who asks while one is under way shares the next: the present one may have looked
 * too early.
 */
export class Rounds<Thing> {
  readonly #go: (thing: Thing) => Promise<void>;
  readonly #underWay = new Map<Thing, Promise<void>>();
  readonly #next = new Map<Thing, Promise<void>>();

  constructor(go: (thing: Thing) => Promise<void>) {
    this.#go = go;
  }

  ask(thing: Thing): Promise<void> {
    const underWay = this.#underWay.get(thing);
    if (!underWay) return this.#begin(thing);

    const known = this.#next.get(thing);
    if (known) return known;
    const begin = () => {
      this.#next.delete(thing);
      return this.#begin(thing);
    };
    const next = underWay.then(begin, begin);
    this.#next.set(thing, next);
    return next;
  }

  #begin(thing: Thing): Promise<void> {
    const round = this.#go(thing).finally(() => this.#underWay.delete(thing));
    this.#underWay.set(thing, round);
    return round;
  }
}
