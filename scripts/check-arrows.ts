// Says which imports go against the arrows between packages and folders.

import { resolve } from "node:path";

import { faultOf, importsOf } from "./arrows.ts";

const root = resolve(import.meta.dir, "..");
const files = [...new Bun.Glob("{packages,apps,bench,tests,scripts}/**/*.{ts,tsx}").scanSync(root)].filter(
  (file) => !/(^|\/)(node_modules|dist)\//.test(file),
);

let faults = 0;
for (const file of files.toSorted()) {
  for (const found of importsOf(await Bun.file(resolve(root, file)).text())) {
    const fault = faultOf(file, found);
    if (fault === undefined) continue;
    faults += 1;
    console.log(`${file} imports "${found.specifier}": ${fault}.`);
  }
}
console.log(`${files.length} files read, ${faults} imports against the arrows.`);
process.exit(faults === 0 && files.length > 0 ? 0 : 1);
