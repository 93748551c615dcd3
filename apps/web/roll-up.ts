import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The files of a program by their addresses. */
export type Parts = ReadonlyMap<string, string>;

const STATIC_IMPORT = /\b(?:import|from)"(\/assets\/[^"]+\.js)"/g;
const NAMES_FROM = /\b(import|export)(?:\{([^}]*)\}from)?"(\/assets\/[^"]+\.js)"/g;
const ENTRY = "rolled-up.js";
const THIS_FILE = readFileSync(import.meta.path, "utf8");

/**
 * Makes one file of a program and all that it cannot begin without. Bun cuts that into some twenty, of which a browser
 * fetches six at a time over HTTP/1: on a phone that is four rounds instead of one. What is fetched later takes its
 * share from the one file.
 */
export async function rollUp(
  parts: Parts,
  main: string,
  way = THIS_FILE,
): Promise<{ readonly parts: Parts; readonly main: string }> {
  const first = neededBy(parts, main);
  const shared = new Map<string, string>();
  const later = new Map<string, string>();
  for (const [address, code] of parts) {
    if (!first.has(address)) later.set(address, takeFrom(first, main, code, shared));
  }
  const entry = [...first].map((one) => `import "${one}";\n`).join("") + exportsOf(shared);
  const rolled = await bundle(entry, (address) => (first.has(address) ? parts.get(address) : undefined));

  // They name each other, so that no name can tell the content of one alone; and how they do is written in this file.
  const version = hash([way, rolled, ...later.values()].join("\0"));
  const renamed = (address: string) =>
    first.has(address) ? `/assets/main-${version}.js` : `/assets/part-${hash(address + version)}.js`;
  const withNames = (code: string) =>
    code.replaceAll(/"(\/assets\/[^"]+\.js)"/g, (all, address: string) =>
      parts.has(address) ? `"${renamed(address)}"` : all,
    );
  const made = [[main, rolled] as const, ...later].map(
    ([address, code]) => [renamed(address), withNames(code)] as const,
  );
  return { parts: new Map(made), main: renamed(main) };
}

function neededBy(parts: Parts, main: string): ReadonlySet<string> {
  // In the order in which they run: what is imported comes before who imports it.
  const needed = new Set<string>();
  const add = (address: string, way: readonly string[]) => {
    if (needed.has(address) || way.includes(address)) return;
    const code = parts.get(address);
    if (code === undefined) throw new Error(`${way.at(-1)} imports ${address}, which was not built`);
    for (const [, chunk = ""] of code.matchAll(STATIC_IMPORT)) add(chunk, [...way, address]);
    needed.add(address);
  };
  add(main, []);
  return needed;
}

/** The same code, with what it imported from the first parts taken from the main one. */
function takeFrom(first: ReadonlySet<string>, main: string, code: string, shared: Map<string, string>): string {
  return code.replaceAll(NAMES_FROM, (all, verb: string, names: string | undefined, from: string) => {
    if (!first.has(from)) return all;
    if (names === undefined) return `${verb}"${main}"`;
    const taken = names.split(",").map((one) => {
      const [name = "", local = name] = one.trim().split(" as ");
      const key = `${from} ${name}`;
      if (!shared.has(key)) shared.set(key, `s${shared.size}`);
      return `${shared.get(key)} as ${local}`;
    });
    return `${verb}{${taken.join(",")}}from"${main}"`;
  });
}

function exportsOf(shared: ReadonlyMap<string, string>): string {
  return [...shared]
    .map(([key, as]) => {
      const [from, name] = key.split(" ");
      return `export { ${name} as ${as} } from "${from}";\n`;
    })
    .join("");
}

async function bundle(entry: string, contentsOf: (address: string) => string | undefined): Promise<string> {
  const rolled: Bun.BunPlugin = {
    name: "rolled up",
    setup(builder) {
      builder.onResolve({ filter: /^(?:\/assets\/|rolled-up\.js$)/ }, ({ path }) =>
        path === ENTRY || contentsOf(path) !== undefined ? { path, namespace: "part" } : { path, external: true },
      );
      builder.onLoad({ filter: /.*/, namespace: "part" }, ({ path }) => ({
        contents: path === ENTRY ? entry : (contentsOf(path) ?? ""),
        loader: "js",
      }));
    },
  };
  const { outputs } = await Bun.build({ entrypoints: [ENTRY], target: "browser", minify: true, plugins: [rolled] });
  return (await outputs[0]?.text()) ?? "";
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
