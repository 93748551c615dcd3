// Makes of the SDK and of the kit what other projects install: `npm run packages`, or `npm run packages -- FOLDER`.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { makeClient } from "./packages/client.ts";
import { compile } from "./packages/compile.ts";
import { ROOT } from "./packages/manifest.ts";
import { makeReact } from "./packages/react.ts";

const target = resolve(process.argv[2] ?? join(ROOT, "dist"));
// The bundler notes whose code is whose as seen from here: in every checkout the same.
process.chdir(ROOT);

const work = mkdtempSync(join(tmpdir(), "parlor-packages-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

const [compiled, client, react] = ["compiled", "client", "react"].map((name) => join(work, name)) as [
  string,
  string,
  string,
];
for (const folder of [compiled, client, react]) mkdirSync(folder);
await compile(compiled);
await pack(client, await makeClient(compiled, client));
await pack(react, makeReact(compiled, react));

async function pack(folder: string, manifest: object): Promise<void> {
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  copyFileSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  const packing = Bun.spawn([process.execPath, "pm", "pack", "--quiet", "--destination", target], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const file = (await new Response(packing.stdout).text()).trim();
  if ((await packing.exited) !== 0) throw new Error(`${folder} cannot be packed`);
  const path = join(target, basename(file));
  console.log(`${path} is made, ${Math.round(Bun.file(path).size / 1_000)} kB.`);
}
