import { Kind, type KindDocument } from "@parlor/protocol";

/** The kinds that rooms can be created of. */
export class Kinds {
  readonly #kinds = new Map<string, Kind>();

  constructor(documents: readonly KindDocument[]) {
    for (const document of documents) this.set(Kind.parse(document));
  }

  get(name: string): Kind | undefined {
    return this.#kinds.get(name);
  }

  set(kind: Kind): void {
    this.#kinds.set(kind.name, kind);
  }

  all(): readonly Kind[] {
    return [...this.#kinds.values()];
  }
}
