// Puts the server, its commands, the page and Bun into one file that needs nothing else: `npm run one-file`, or
// `npm run one-file -- FILE`. It runs on machines of the kind that it was made on.

import { resolve } from "node:path";

const ROOT = resolve(import.meta.dir, "..");
const SERVER = resolve(ROOT, "packages/server/src");

const [file = resolve(ROOT, "dist/parlor")] = process.argv.slice(2);
await Bun.build({
  entrypoints: [resolve(SERVER, "one-file.ts"), resolve(SERVER, "storage/sqlite/worker.ts")],
  // Side by side, so that the one finds the other by its name.
  naming: { entry: "[name].[ext]" },
  minify: true,
  // The folder that it is started from may have a parlor.config.ts, and nothing else for it.
  compile: { outfile: file, assets: [resolve(ROOT, "apps/web/dist")], autoloadBunfig: false },
});
console.log(`${file} is Parlor, ${Math.round(Bun.file(file).size / 1_000_000)} MB.`);
