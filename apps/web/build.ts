// Builds the page into dist/, unless what it is made of has not changed since. Runs before the server starts.

import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildEmbed } from "./build-embed.ts";
import { rollUp } from "./roll-up.ts";

const HERE = import.meta.dir;
const ROOT = resolve(HERE, "../..");
const SOURCE = join(HERE, "src");
const DIST = join(HERE, "dist");
const FONTS = join(ROOT, "node_modules/@fontsource-variable");
const MARK = "made-of";
const MADE_OF = [
  "apps/web/src/**/*",
  "apps/web/*.ts",
  "packages/{react,client,rules,protocol}/src/**/*",
  "package-lock.json",
];
const STATIC_IMPORT = /\b(?:import|from)"(\/assets\/[^"]+\.js)"/g;
const COMPRESSED = /\.(?:html|js|css|svg)$/;

/** Of half a megabyte of names for emoji, the picker looks at a third. */
const smallEmojiData: Bun.BunPlugin = {
  name: "small emoji data",
  setup(builder) {
    builder.onLoad({ filter: /emojibase-data[\\/]en[\\/]compact\.json$/ }, ({ path }) => {
      const all = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>[];
      const small = all.map(({ unicode, label, tags, group, order }) => ({ unicode, label, tags, group, order }));
      return { contents: JSON.stringify(small), loader: "json" };
    });
  },
};

const madeOf = fingerprintOf(MADE_OF);
if (!existsSync(join(DIST, MARK)) || readFileSync(join(DIST, MARK), "utf8") !== madeOf) await build();

async function build(): Promise<void> {
  // Made aside and moved into place whole, so that a server that starts meanwhile never sees half a page.
  const aside = `${DIST}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(join(aside, "assets"), { recursive: true });

  const keep = (name: string, bytes: string | Uint8Array) => keepAsset(aside, name, bytes);
  const buildModule = (entry: string, plugins: readonly Bun.BunPlugin[] = []) => buildScript(aside, entry, plugins);
  const begin = await buildScript(aside, join(SOURCE, "begin.ts"), [], "iife");
  const script = await buildRolledUp(aside, join(SOURCE, "main.tsx"));
  const style = keep("page.css", await buildStyle(keep));
  const icon = keep("icon.svg", readFileSync(join(SOURCE, "icon.svg")));
  const page = (script: string) =>
    readFileSync(join(SOURCE, "index.html"), "utf8")
      .replace("./begin.ts", begin)
      .replace("./main.tsx", script)
      .replace("</head>", `${preloads(aside, script)}</head>`)
      .replace("./styles.css", style)
      .replace("./icon.svg", icon);
  write(join(aside, "index.html"), page(script));
  // A build of its own: what only the gallery uses would otherwise come to be a part of what everybody loads.
  write(join(aside, "gallery.html"), page(await buildModule(join(SOURCE, "gallery/main.tsx"))));
  write(join(aside, "embed.js"), await buildEmbed({ buildModule }));
  write(join(aside, "sdk.js"), await buildAlone(join(SOURCE, "sdk.ts")));
  const shop = join(SOURCE, "embed/demonstration");
  const shopStyle = keep("shop.css", readFileSync(join(shop, "style.css")));
  const shopPage = readFileSync(join(shop, "index.html"), "utf8");
  write(join(aside, "embed.html"), shopPage.replace("./style.css", shopStyle).replace("./icon.svg", icon));
  writeFileSync(join(aside, MARK), madeOf);

  rmSync(DIST, { recursive: true, force: true });
  renameSync(aside, DIST);
}

async function buildScript(
  folder: string,
  entry: string,
  plugins: readonly Bun.BunPlugin[],
  format: "esm" | "iife" = "esm",
): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [entry],
    outdir: join(folder, "assets"),
    target: "browser",
    minify: true,
    format,
    splitting: format === "esm",
    publicPath: "/assets/",
    define: { "process.env.NODE_ENV": '"production"' },
    naming: "[name]-[hash].[ext]",
    plugins: [smallEmojiData, ...plugins],
  });
  for (const { path } of outputs) compress(path);
  const first = outputs.find(({ kind }) => kind === "entry-point");
  if (!first) throw new Error(`nothing was built from ${entry}`);
  return `/assets/${basename(first.path)}`;
}

async function buildAlone(entry: string): Promise<string> {
  const { outputs } = await Bun.build({ entrypoints: [entry], target: "browser", minify: true });
  return (await outputs[0]?.text()) ?? "";
}

async function buildRolledUp(folder: string, entry: string): Promise<string> {
  const apart = join(folder, "parts");
  const first = await buildScript(apart, entry, []);
  const names = globSync("*.js", { cwd: join(apart, "assets") });
  const texts = names.map((name) => [`/assets/${name}`, readFileSync(join(apart, "assets", name), "utf8")] as const);
  rmSync(apart, { recursive: true });
  const { parts, main } = await rollUp(new Map(texts), first);
  for (const [address, code] of parts) write(join(folder, address), code);
  return main;
}

/** What a script cannot begin without: fetched beside it, and not only once it has come. */
function preloads(folder: string, script: string): string {
  const needed = new Set([script]);
  for (const address of needed) {
    const code = readFileSync(join(folder, address), "utf8");
    for (const [, chunk = ""] of code.matchAll(STATIC_IMPORT)) needed.add(chunk);
  }
  const chunks = [...needed].slice(1);
  return chunks.map((address) => `<link rel="modulepreload" href="${address}" />\n  `).join("");
}

async function buildStyle(keep: (name: string, bytes: Uint8Array) => string): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [join(SOURCE, "styles.css")],
    // For "browser", Bun rewrites light-dark() and nesting for browsers older than those React 19 runs in.
    target: "bun",
    minify: true,
    // Bun would write the fonts into the style sheet, and everybody would load the letters of every language.
    external: ["*.woff2"],
  });
  const style = (await outputs[0]?.text()) ?? "";
  const fonts = new Map(globSync("*/files/*.woff2", { cwd: FONTS }).map((path) => [basename(path), join(FONTS, path)]));
  return style.replaceAll(/url\("?([^")]+\.woff2)"?\)/g, (_, address: string) => {
    const font = fonts.get(basename(address));
    if (font === undefined) throw new Error(`there is no font ${address}`);
    return `url(${keep(basename(font), readFileSync(font))})`;
  });
}

/** Under a name that changes with its content, so that it can be kept for ever. Returns its address. */
function keepAsset(folder: string, name: string, bytes: string | Uint8Array): string {
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 8);
  const path = join("assets", `${basename(name, extname(name))}-${hash}${extname(name)}`);
  write(join(folder, path), bytes);
  return `/${path}`;
}

function write(path: string, bytes: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  if (COMPRESSED.test(path)) compress(path);
}

function compress(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}

function fingerprintOf(patterns: readonly string[]): string {
  const hash = createHash("sha256");
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT, withFileTypes: true }));
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.toSorted()) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}
