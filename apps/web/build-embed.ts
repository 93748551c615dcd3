import { join } from "node:path";

const SOURCE = join(import.meta.dir, "src/embed");
const ROOM = join(SOURCE, "room/room.tsx");
const ROOM_STYLE = join(SOURCE, "room/room.css");
const ELEMENT_STYLE = join(SOURCE, "embed.css");

export interface BuildEmbedOptions {
  /** Builds a module for the page's browsers among the assets, and returns its address. */
  readonly buildModule: (entry: string, plugins: readonly Bun.BunPlugin[]) => Promise<string>;
}

/** embed.js. Its own address never changes; that of the room which it loads when somebody opens it does, with its content. */
export async function buildEmbed({ buildModule }: BuildEmbedOptions): Promise<string> {
  const styles = shadowStyles({
    [ELEMENT_STYLE]: onTheElement(await styleOf(ELEMENT_STYLE)),
    [ROOM_STYLE]: await styleOf(ROOM_STYLE),
  });
  const room = await buildModule(ROOM, [styles, smallReact]);
  const { outputs } = await Bun.build({
    entrypoints: [join(SOURCE, "embed.ts")],
    target: "browser",
    // A script and no module: it looks at the tag that it stands on.
    format: "iife",
    minify: true,
    define: { PARLOR_ROOM: JSON.stringify(room) },
    plugins: [styles],
  });
  return (await outputs[0]?.text()) ?? "";
}

async function styleOf(path: string): Promise<string> {
  // For "browser", Bun rewrites light-dark() and nesting for browsers older than those this is for.
  const { outputs } = await Bun.build({ entrypoints: [path], target: "bun", minify: true });
  return inSizesOfItsOwn((await outputs[0]?.text()) ?? "");
}

/** `import style from "parlor:embed.css"` is the text of that style sheet, made for inside a shadow root. */
const shadowStyles = (texts: Readonly<Record<string, string>>): Bun.BunPlugin => ({
  name: "styles for a shadow root",
  setup(builder) {
    builder.onResolve({ filter: /^parlor:.+\.css$/ }, ({ path, importer }) => ({
      path: join(importer, "..", path.slice("parlor:".length)),
      namespace: "shadow-style",
    }));
    // Made before: a build inside a build waits for itself.
    builder.onLoad({ filter: /.*/, namespace: "shadow-style" }, ({ path }) => ({
      contents: texts[path] ?? "",
      loader: "text",
    }));
  },
});

/** The element takes the place of `.parlor`, so that what the page says of `parlor-chat` overrules our variables. */
function onTheElement(css: string): string {
  const changes: [RegExp, string][] = [
    [/\.parlor\{color-scheme:light dark;/, ":host{"],
    [/--p-font:[^;]+;/, ""],
  ];
  for (const [from] of changes) if (!from.test(css)) throw new Error(`the variables of the kit are not as ${from}`);
  return changes.reduce((text, [from, to]) => text.replace(from, to), css);
}

/** `rem` belongs to the page, and may be anything there. Where a query asks about the window, it does not. */
function inSizesOfItsOwn(css: string): string {
  return css.replaceAll(/@media[^{]*|(?<![\w-])(-?\d*\.?\d+)rem\b/g, (found, number?: string) =>
    number === undefined ? found : `calc(${number}*var(--p-unit))`,
  );
}

/** Preact in place of React: the room is loaded by people who came for something else, so that it has to be small. */
const smallReact: Bun.BunPlugin = {
  name: "small React",
  setup(builder) {
    const instead: Readonly<Record<string, string>> = {
      react: "preact/compat",
      "react-dom": "preact/compat",
      "react-dom/client": "preact/compat/client",
      "react/jsx-runtime": "preact/jsx-runtime",
    };
    builder.onResolve({ filter: /^react(?:-dom)?(?:\/.*)?$/ }, ({ path }) => {
      const name = instead[path];
      if (name === undefined) throw new Error(`there is no small ${path}`);
      return { path: Bun.resolveSync(name, SOURCE) };
    });
  },
};
