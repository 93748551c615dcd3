import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { entriesOf, manifestFor, manifestOf, sourceOf } from "./manifest.ts";
import { asJavaScript, renameModules } from "./module-names.ts";

const STANDS_ON = ["protocol", "rules"] as const;

/** The SDK, with what it needs of the protocol and the rules inside. What its doors share is in one place. */
export async function makeClient(compiled: string, folder: string): Promise<object> {
  await Bun.build({
    entrypoints: entriesOf("client"),
    root: sourceOf("client"),
    outdir: join(folder, "js"),
    target: "browser",
    splitting: true,
    naming: { entry: "[dir]/[name].js", chunk: "shared-[hash].js" },
    external: ["zod"],
  });
  for (const name of ["client", ...STANDS_ON]) takeTypes(join(compiled, name, "src"), join(folder, "types"), name);

  const { dependencies: needed = {} } = manifestOf("protocol");
  return {
    ...manifestFor("client", (file) => ({
      types: `./types/client/${file.replace(/\.ts$/, ".d.ts")}`,
      default: `./js/${file.replace(/\.ts$/, ".js")}`,
    })),
    // Of the schema library nothing but its types. Whichever of its version an app has will do.
    dependencies: Object.fromEntries(Object.entries(needed).map(([name, version]) => [name, `^${version}`])),
  };
}

function takeTypes(from: string, types: string, name: string): void {
  for (const file of globSync("**/*.d.ts", { cwd: from })) {
    const target = join(types, name, file);
    const inside = (module: string): string => {
      const other = STANDS_ON.find((one) => module === `@parlor/${one}`);
      return other === undefined ? asJavaScript(module) : relative(dirname(target), join(types, other, "index.js"));
    };
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, renameModules(readFileSync(join(from, file), "utf8"), inside));
  }
}
