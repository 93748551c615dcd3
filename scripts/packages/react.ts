import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Door, manifestFor, manifestOf, ROOT, sourceOf } from "./manifest.ts";
import { asJavaScript, renameModules } from "./module-names.ts";

/** What the kit takes from other packages, and where it finds that in a project. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "@parlor/protocol": "@parlor/client/protocol",
  "@parlor/rules": "@parlor/client/rules",
};
const EMOJI = "emojibase-data";

/** The kit, file by file, so that a page loads what it shows and not what it might have. */
export function makeReact(compiled: string, folder: string): object {
  const lib = join(folder, "lib");
  for (const file of globSync("**/*.{js,d.ts}", { cwd: join(compiled, "react/src") })) {
    const code = renameModules(readFileSync(join(compiled, "react/src", file), "utf8"), (name) =>
      name.startsWith(EMOJI) ? "./data.js" : (ELSEWHERE[name] ?? asJavaScript(name)),
    );
    write(join(lib, file), file.endsWith(".js") && isForBrowsers(code) ? `"use client";\n${code}` : code);
  }
  takeEmoji(join(lib, "emoji"));
  for (const file of globSync("**/*.css", { cwd: sourceOf("react") })) {
    mkdirSync(dirname(join(lib, file)), { recursive: true });
    copyFileSync(join(sourceOf("react"), file), join(lib, file));
    // Where TypeScript looks into imports for their effect as well.
    write(join(lib, `${file}.d.ts`), "export {};\n");
  }

  const { peerDependencies, version } = manifestOf("react");
  return {
    ...manifestFor("react", doorTo),
    // Of these a page has one each: two Reacts draw nothing together, and two clients are two connections.
    peerDependencies: { ...peerDependencies, "@parlor/client": version, "@types/react": ">=19" },
    peerDependenciesMeta: { "@types/react": { optional: true } },
  };
}

/** As a script, which needs no way of its own to load it. Of what is known of each emoji, the picker looks at a third. */
function takeEmoji(folder: string): void {
  const from = join(ROOT, "node_modules", EMOJI);
  const all = JSON.parse(readFileSync(join(from, "en/compact.json"), "utf8")) as Readonly<Record<string, unknown>>[];
  const used = all.map(({ unicode, label, tags, group, order }) => ({ unicode, label, tags, group, order }));
  write(join(folder, "data.js"), `export default JSON.parse(${JSON.stringify(JSON.stringify(used))});\n`);
  copyFileSync(join(from, "LICENSE"), join(folder, "LICENSE"));
}

function doorTo(file: string): Door {
  const path = `./lib/${file}`;
  if (path.endsWith(".css")) return { types: `${path}.d.ts`, default: path };
  return { types: path.replace(/\.ts$/, ".d.ts"), default: path.replace(/\.ts$/, ".js") };
}

/**
 * Components and hooks run where React has state, which is not where server components are made: there, a framework
 * takes a file that says so as a reference to it. What neither is nor needs React can be used on both sides.
 */
const isForBrowsers = (code: string): boolean =>
  /from "react(?:\/jsx-runtime)?"|export (?:const|function) use[A-Z]/.test(code);

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
