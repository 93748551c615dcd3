import type { CatalogItem } from "@parlor/protocol";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CatalogQuery, Found } from "../catalog.ts";
import type { CatalogCopies } from "../catalog-copies.ts";
import { inFolder } from "../unusable-folder.ts";
import { DatabaseThread } from "./database-thread.ts";

const COPIES_FILE = "catalog-copies.db";

/** Copies in a file of the data folder. Whoever deletes it loses nothing but the time to copy again. */
export class SqliteCatalogCopies implements CatalogCopies {
  readonly #reader: DatabaseThread;
  readonly #copier: DatabaseThread;
  readonly #copies: Set<string>;
  /** One after the other. */
  #lastMade: Promise<unknown> = Promise.resolve();

  private constructor(reader: DatabaseThread, copier: DatabaseThread, copies: Set<string>) {
    this.#reader = reader;
    this.#copier = copier;
    this.#copies = copies;
  }

  static open(folder: string): Promise<SqliteCatalogCopies> {
    return inFolder(folder, async () => {
      mkdirSync(folder, { recursive: true });
      const file = join(folder, COPIES_FILE);
      const reader = await DatabaseThread.start({ file, does: "find" });
      const copier = await DatabaseThread.start({ file, does: "copy" });
      return new SqliteCatalogCopies(reader, copier, new Set(await copier.call("copies")));
    });
  }

  find(query: CatalogQuery): Promise<Found> {
    return this.#reader.call("find", query);
  }

  item(copy: string, id: string): Promise<CatalogItem | undefined> {
    return this.#reader.call("item", copy, id);
  }

  has(copy: string): boolean {
    return this.#copies.has(copy);
  }

  make(copy: string, items: AsyncIterable<readonly CatalogItem[]>): Promise<void> {
    return this.#afterOthers(async () => {
      await this.#copier.call("beginCopy", copy);
      for await (const some of items) await this.#copier.call("addToCopy", some);
      await this.#copier.call("endCopy");
      this.#copies.add(copy);
    });
  }

  keep(copies: readonly string[]): Promise<void> {
    return this.#afterOthers(async () => {
      const others = [...this.#copies].filter((copy) => !copies.includes(copy));
      for (const copy of others) this.#copies.delete(copy);
      if (others.length > 0) await this.#copier.call("dropCopies", others);
    });
  }

  async close(): Promise<void> {
    await this.#lastMade;
    await Promise.all([this.#reader.close(), this.#copier.close()]);
  }

  #afterOthers(act: () => Promise<void>): Promise<void> {
    const made = this.#lastMade.then(act);
    // Whoever called hears of a failure; the next has nothing to do with it.
    this.#lastMade = made.catch(() => undefined);
    return made;
  }
}
