import type { CatalogItem } from "@parlor/protocol";
import { CatalogWriter } from "./catalog-writer.ts";
import { openCatalogFile, tablesOf } from "./catalog-file.ts";

/** Makes and drops collections on a thread of its own: indexing a large one takes seconds. */
export class CatalogCopier {
  readonly #file: string;
  #making: CatalogWriter | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  copies(): string[] {
    const db = openCatalogFile(this.#file);
    const names = db.query<{ name: string }, []>("SELECT name FROM catalogs").all();
    db.close();
    return names.map(({ name }) => name);
  }

  beginCopy(copy: string): null {
    this.close();
    this.#making = new CatalogWriter(openCatalogFile(this.#file), copy);
    return null;
  }

  addToCopy(items: readonly CatalogItem[]): null {
    for (const item of items) this.#making?.add(item);
    return null;
  }

  endCopy(): null {
    this.#making?.commit();
    this.close();
    return null;
  }

  dropCopies(copies: readonly string[]): null {
    const db = openCatalogFile(this.#file);
    for (const copy of copies) {
      const number = db
        .query<{ number: number }, [string]>("DELETE FROM catalogs WHERE name = ? RETURNING number")
        .get(copy)?.number;
      if (number === undefined) continue;
      const { items, words } = tablesOf(number);
      db.run(`DROP TABLE ${words}`);
      db.run(`DROP TABLE ${items}`);
    }
    db.close();
    return null;
  }

  /** Of a copy that is not finished nothing remains. */
  close(): void {
    this.#making?.close();
    this.#making = undefined;
  }
}
