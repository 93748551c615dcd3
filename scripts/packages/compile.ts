import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { entriesOf, manifestOf, type PackageName, ROOT, sourceOf } from "./manifest.ts";

const PACKAGES = ["protocol", "rules", "client", "react"] as const;

/**
 * Writes what TypeScript makes of the four packages, by their names: `client/chat-client.d.ts`, `react/icons.js`.
 * Only what can be reached from the doors, so that no test goes along.
 */
export async function compile(folder: string): Promise<void> {
  const project = join(folder, "tsconfig.json");
  const options = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      noEmitOnError: true,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      module: "ESNext",
      rootDir: join(ROOT, "packages"),
      outDir: folder,
      // By way of node_modules they would be somebody else's, for whom nothing is written: whichever way it saw first.
      paths: Object.fromEntries(PACKAGES.flatMap(doorsOf)),
      // Nothing of Bun's, which is what tests and scripts need.
      types: [],
    },
    files: [...PACKAGES.flatMap(entriesOf), join(sourceOf("react"), "css-properties.d.ts")],
    include: [],
  };
  writeFileSync(project, JSON.stringify(options));
  const tsc = Bun.spawn([join(ROOT, "node_modules/.bin/tsc"), "-p", project], { stdio: ["ignore", "pipe", "inherit"] });
  const faults = await new Response(tsc.stdout).text();
  if ((await tsc.exited) !== 0) throw new Error(`tsc refuses:\n${faults}`);
}

function doorsOf(name: PackageName): [string, [string]][] {
  const doors = Object.entries(manifestOf(name).exports);
  return doors.map(([door, file]) => [`@parlor/${name}${door.slice(1)}`, [join(ROOT, "packages", name, file)]]);
}
