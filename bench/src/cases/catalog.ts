import { importCatalog } from "../catalog/import-catalog.ts";
import { searchesIn } from "../catalog/searches.ts";
import { Vocabulary } from "../catalog/vocabulary.ts";
import type { Measures } from "../load/jobs/job.ts";
import { percentile } from "../percentile.ts";
import { cpuSeconds } from "../process-usage.ts";
import { backEnd } from "../servers/back-end.ts";
import { parlor, startParlor } from "../servers/parlor.ts";
import { removeFolder, scratchFolder } from "../servers/scratch.ts";
import type { Case, Entry } from "./case.ts";

const DOCUMENTS = 100_000;
const WORDS = 50_000;
const SEARCHES = 600;
const WARM_UP = 40;
const SEED = 42;

export function catalog(): Case {
  const filled = new FilledCatalog();
  return {
    name: "catalog",
    title: `Searches in ${DOCUMENTS.toLocaleString("en-US")} documents, one at a time`,
    main: "p99Ms",
    columns: [
      { measure: "p50Ms", label: "p50 ms", digits: 1 },
      { measure: "p99Ms", label: "p99 ms", digits: 1 },
      { measure: "maxMs", label: "max ms", digits: 1 },
      { measure: "cpuMsPerSearch", label: "server CPU ms/search", digits: 2 },
      { measure: "importCpuSeconds", label: "import, CPU s", digits: 1 },
    ],
    entries: [filled],
    [Symbol.asyncDispose]: () => filled[Symbol.asyncDispose](),
  };
}

/** Imported at the first round and kept for the next: a collection never changes. */
class FilledCatalog implements Entry, AsyncDisposable {
  readonly name = "Parlor";
  readonly #vocabulary = new Vocabulary(WORDS, SEED);
  #folder: string | undefined;
  #importCpuSeconds = NaN;

  missing(): string | undefined {
    return parlor.missing();
  }

  async measure(): Promise<Measures> {
    if (!this.#folder) {
      this.#folder = scratchFolder("catalog");
      this.#importCpuSeconds = await importCatalog(this.#folder, this.#vocabulary, DOCUMENTS);
    }
    await using server = await startParlor(this.#folder);
    const client = backEnd(`http://127.0.0.1:${server.port}`);
    try {
      const { room } = await client.createRoom({ kind: "coached" });
      const search = async (query: string): Promise<number> => {
        const askedAt = performance.now();
        await client.ask("search_catalog", { room, key: client.newKey(), query });
        return performance.now() - askedAt;
      };
      for (const query of searchesIn(this.#vocabulary, WARM_UP)) await search(query);
      const cpuBefore = cpuSeconds(server.pids);
      const tookMs: number[] = [];
      for (const query of searchesIn(this.#vocabulary, SEARCHES)) tookMs.push(await search(query));
      return {
        p50Ms: percentile(tookMs, 0.5),
        p99Ms: percentile(tookMs, 0.99),
        maxMs: Math.max(...tookMs),
        cpuMsPerSearch: ((cpuSeconds(server.pids) - cpuBefore) * 1_000) / SEARCHES,
        importCpuSeconds: this.#importCpuSeconds,
      };
    } finally {
      client.disconnect();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder) removeFolder(this.#folder);
    return Promise.resolve();
  }
}
