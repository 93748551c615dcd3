import { expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DatabaseThread } from "./database-thread.ts";

/** Ready like the real one, and dead at the first question. */
const MORTAL = `self.onmessage = () => {
  self.onmessage = () => { throw new Error("out of memory"); };
  self.postMessage("ready");
};`;

test("[DEGRADE-1] a thread that died refuses what waits for it and what comes later, and can be closed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-thread-"));
  const script = join(folder, "mortal.js");
  await writeFile(script, MORTAL);
  const thread = await DatabaseThread.start({ file: "none", does: "read" }, pathToFileURL(script));

  const refusal = () => thread.call("load", "room:r", 10).then(() => undefined, String);
  expect(await refusal()).toContain("out of memory");
  expect(await refusal()).toContain("restart the server");
  await thread.close();
  await rm(folder, { recursive: true });
});
