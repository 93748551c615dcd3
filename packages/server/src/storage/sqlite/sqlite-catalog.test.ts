import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogContract } from "../catalog-contract.ts";
import { fillCatalog } from "../fill-catalog.ts";
import { CatalogWriter } from "./catalog-writer.ts";
import { SqliteCatalog } from "./sqlite-catalog.ts";

catalogContract("SqliteCatalog", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-catalog-"));
  return {
    open: () => SqliteCatalog.open(folder),
    // Over a connection of its own, as an import does it.
    fill: (catalog, items) => fillCatalog(CatalogWriter.open(folder, catalog), items),
    remove: () => rm(folder, { recursive: true }),
  };
});
