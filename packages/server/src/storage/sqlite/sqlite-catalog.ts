import type { CatalogItem } from "@parlor/protocol";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Catalog, CatalogQuery, Found } from "../catalog.ts";
import { inFolder } from "../unusable-folder.ts";
import { CATALOG_FILE } from "./catalog-file.ts";
import { DatabaseThread } from "./database-thread.ts";

/** Collections in a file of the data folder, read on a thread of their own. */
export class SqliteCatalog implements Catalog {
  readonly #thread: DatabaseThread;

  private constructor(thread: DatabaseThread) {
    this.#thread = thread;
  }

  static open(folder: string): Promise<SqliteCatalog> {
    return inFolder(folder, async () => {
      mkdirSync(folder, { recursive: true });
      return new SqliteCatalog(await DatabaseThread.start({ file: join(folder, CATALOG_FILE), does: "find" }));
    });
  }

  find(query: CatalogQuery): Promise<Found> {
    return this.#thread.call("find", query);
  }

  item(catalog: string, id: string): Promise<CatalogItem | undefined> {
    return this.#thread.call("item", catalog, id);
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
