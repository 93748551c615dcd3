import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogContract } from "../catalog-contract.ts";
import { CATALOG_FILE, openCatalogFile } from "./catalog-file.ts";
import { CatalogWriter } from "./catalog-writer.ts";
import { SqliteCatalog } from "./sqlite-catalog.ts";

catalogContract("SqliteCatalog", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-catalog-"));
  return {
    open: () => SqliteCatalog.open(folder),
    // Over a connection of its own, as an import does it.
    fill: async (catalog, items) => {
      const writer = new CatalogWriter(openCatalogFile(join(folder, CATALOG_FILE)), catalog);
      for (const item of items) writer.add(item);
      writer.commit();
      writer.close();
    },
    remove: () => rm(folder, { recursive: true }),
  };
});
