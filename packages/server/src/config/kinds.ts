import type { Kind, KindDocument } from "@parlor/protocol";
import { parseKind } from "@parlor/rules";
import { WrongSetting } from "./environment.ts";

/** The kinds that rooms can be created of. */
export class Kinds {
  readonly #kinds = new Map<string, Kind>();

  constructor(documents: readonly KindDocument[]) {
    for (const document of documents) this.set(kindOf(document));
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

/** A kind that is wrong stops the start, with the place and the reason of each fault. */
function kindOf(document: KindDocument): Kind {
  const parsed = parseKind(document);
  if (parsed.ok) return parsed.kind;
  const faults = parsed.faults.map(({ path, message }) => `${path}: ${message}`);
  throw new WrongSetting(
    `Wrong configuration: the kind ${JSON.stringify(document.name)} is not right. ${faults.join(" ")}`,
  );
}
