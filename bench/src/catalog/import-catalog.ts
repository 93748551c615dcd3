import { join } from "node:path";
import { watchOver } from "../servers/running.ts";
import type { Vocabulary } from "./vocabulary.ts";

const COMMAND = new URL("../../../packages/server/src/cli/main.ts", import.meta.url).pathname;

/** Fills the collection of a data folder as an operator does. Resolves with the CPU seconds that took. */
export async function importCatalog(folder: string, vocabulary: Vocabulary, documents: number): Promise<number> {
  const file = join(folder, "documents.jsonl");
  const sink = Bun.file(file).writer();
  for (let nth = 0; nth < documents; nth += 1) {
    const document = { id: `d${nth}`, title: vocabulary.words(3, 8), body: vocabulary.words(40, 160) };
    await sink.write(`${JSON.stringify(document)}\n`);
  }
  await sink.end();

  const importing = Bun.spawn([process.execPath, COMMAND, "catalog", "import", file], {
    env: { ...process.env, DATA_DIR: folder },
    stdout: "ignore",
    stderr: "inherit",
  });
  watchOver(importing);
  if ((await importing.exited) !== 0) throw new Error("the import failed");
  return Number(importing.resourceUsage()?.cpuTime.total ?? NaN) / 1e6;
}
