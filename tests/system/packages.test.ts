import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Chatter, newKey } from "../support/chatter.ts";
import { logOf } from "../support/log-of.ts";
import { newFolder, removeFolder, type Server, startServer } from "../support/server.ts";
import { serverToken } from "../support/tokens.ts";

setDefaultTimeout(60_000);

const ROOT = join(import.meta.dir, "../..");
/** What npm would fetch beside the two packages: the peers of the kit, and a WebSocket for Node 20. */
const FROM_NPM = ["react", "react-dom", "@types/react", "zod", "ws"];
const PARLOR = ["client", "react"] as const;

let folder: string;
let project: string;
let server: Server;

/** A project elsewhere, in which both packages are installed as npm does it. */
beforeAll(async () => {
  folder = await newFolder();
  project = join(folder, "project");
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "@types"), { recursive: true });
  for (const name of FROM_NPM) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  [server] = await Promise.all([
    startServer({ folder: join(folder, "data"), env: { GUESTS: "on" } }),
    ended([process.execPath, join(ROOT, "scripts/packages.ts"), folder]),
  ]);
  for (const name of PARLOR) {
    const place = join(modules, "@parlor", name);
    mkdirSync(place, { recursive: true });
    await ended(["tar", "xzf", globSync(join(folder, `parlor-${name}-*.tgz`))[0] ?? "", "-C", place, "--strip=1"]);
  }
  const backEnd = await Chatter.hello(server.door, serverToken());
  await backEnd.ask("create_room", { key: newKey(), kind: "community", room: "general" });
  await backEnd.leave();
});
afterAll(async () => {
  await server.stop();
  await removeFolder(folder);
});

interface Ended {
  readonly exitCode: number;
  readonly said: string;
  readonly complained: string;
}

async function ended(command: string[], wanted = 0): Promise<Ended> {
  const child = Bun.spawn(command, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  const [said, complained] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  const exitCode = await child.exited;
  if (exitCode !== wanted) throw new Error(`${command.join(" ")} ended with ${exitCode}:\n${said}${complained}`);
  return { exitCode, said, complained };
}

/** Plain Node, whichever is installed. Ends by itself, or the test does not. */
function inNode(code: string): Promise<Ended> {
  const file = join(project, `script-${Bun.hash(code)}.mjs`);
  writeFileSync(file, code);
  return ended(["node", file]);
}

const filesOf = (name: (typeof PARLOR)[number]): Map<string, string> => {
  const place = join(project, "node_modules/@parlor", name);
  const files = globSync("**/*", { cwd: place, withFileTypes: true }).filter((file) => file.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return new Map(paths.map((path) => [path.slice(place.length + 1), readFileSync(path, "utf8")]));
};

test("the ten lines of the README run in plain Node, and what they say is stored", async () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const [, lines = ""] = /## A message in ten lines\n\n```ts\n(.+?)```/s.exec(readme) ?? [];
  expect(lines).toContain("ws://localhost:8006/v1/connect");
  const { said } = await inNode(`
    import { WebSocket } from "ws";
    globalThis.WebSocket ??= WebSocket;
    ${lines.replace("ws://localhost:8006/v1/connect", server.door)}
    chat.disconnect();`);

  expect(said).toContain("Hello!");
  expect((await logOf(server.door, "general")).at(-1)?.data["text"]).toBe("Hello!");
});

test("where there is no WebSocket, the SDK takes one, and says so when it has none", async () => {
  const { said, complained } = await inNode(`
    import { createChatClient } from "@parlor/client";
    import { WebSocket } from "ws";
    delete globalThis.WebSocket;
    const options = { url: ${JSON.stringify(server.url)}, guest: { name: "Ben" } };
    try {
      createChatClient(options).connect();
    } catch (error) {
      console.log(String(error));
    }
    const chat = createChatClient({ ...options, WebSocket });
    chat.connect();
    const room = chat.room("general");
    room.open();
    console.log("at", (await room.send("From Node")).seq);
    chat.disconnect();

    const lost = createChatClient({ ...options, WebSocket, guest: undefined, getToken: () => { throw new Error("no token today"); } });
    lost.connect();
    await new Promise((resolve) => setImmediate(resolve));
    lost.disconnect();`);

  expect(said).toMatch(/TypeError: there is no WebSocket\nat \d+\n/);
  expect(complained).toContain("no token today");
  expect((await logOf(server.door, "general")).at(-1)?.data["text"]).toBe("From Node");
});

test("the kit renders on a plain Node server, and every door opens there", async () => {
  const kit = JSON.parse(filesOf("react").get("package.json") ?? "") as { exports: Record<string, object> };
  const doors = Object.keys(kit.exports).filter((door) => !/\.(css|json)$/.test(door));
  expect(doors).toContain("./desk");
  const { said } = await inNode(`
    import { createChatClient } from "@parlor/client";
    import { Composer, CurrentRoom, MessageList, ParlorProvider } from "@parlor/react";
    import { createElement } from "react";
    import { renderToString } from "react-dom/server";
    for (const door of ${JSON.stringify(doors)}) {
      const { length } = Object.keys(await import("@parlor/react" + door.slice(1)));
      if (length === 0) throw new Error(door + " is empty");
    }
    const client = createChatClient({ url: "https://chat.example", guest: { name: "Ana" } });
    const room = createElement(CurrentRoom, { id: "general" }, createElement(MessageList), createElement(Composer));
    console.log(renderToString(createElement(ParlorProvider, { client }, room)));`);

  expect(said).toContain('role="log"');
  expect(said).toContain("<textarea");
});

test("the types hold for a strict project that looks into its libraries as well", async () => {
  writeFileSync(
    join(project, "app.tsx"),
    `import { type ChatClientOptions, createChatClient, type Row } from "@parlor/client";
     import { lobbyOf } from "@parlor/client/policy";
     import type { RoomEvent, SendMessageReply } from "@parlor/client/protocol";
     import { type RoomState, seated } from "@parlor/client/rules";
     import { ar, Composer, CurrentRoom, ParlorProvider, wordsFor } from "@parlor/react";
     import { QueueBoard } from "@parlor/react/desk";
     import { LobbyView } from "@parlor/react/lobby";
     import { PanelView } from "@parlor/react/panels";
     import { SessionBar } from "@parlor/react/session";
     import { SplitRoom } from "@parlor/react/split";
     import "@parlor/react/styles.css";
     import { TopicList } from "@parlor/react/topics";

     const options: ChatClientOptions = { url: "https://chat.example", guest: { name: "Ana" } };
     const client = createChatClient(options);
     export const stored: Promise<SendMessageReply> = client.room("general").send("Hello!");
     export const row: Row | undefined = client.room("general").timeline.get().rows.at(-1);
     export const rules = (state: RoomState) => [state.kind?.name, seated, lobbyOf];
     type Text = Extract<RoomEvent, { type: "message_posted" }>["data"]["text"];
     export const text: Text = "a string";
     // @ts-expect-error What is said is no number, and not anything either.
     export const wrong: Text = 7;
     // @ts-expect-error A room has an id.
     export const nowhere = <CurrentRoom />;
     export const page = <ParlorProvider client={client} words={wordsFor(ar)}><CurrentRoom id="general"><Composer /></CurrentRoom></ParlorProvider>;
     export const others = [QueueBoard, LobbyView, PanelView, SessionBar, SplitRoom, TopicList];`,
  );
  const compilerOptions = {
    module: "nodenext",
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable"],
    jsx: "react-jsx",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedSideEffectImports: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["app.tsx"] }));
  const { said } = await ended([join(ROOT, "node_modules/.bin/tsc"), "-p", "."]);
  expect(said).toBe("");
});

test("nothing in the packages names what is not installed with them", () => {
  for (const name of PARLOR) {
    const files = filesOf(name);
    const { dependencies, peerDependencies, ...rest } = JSON.parse(files.get("package.json") ?? "") as Record<
      "dependencies" | "peerDependencies",
      Record<string, string> | undefined
    >;
    expect(rest).not.toHaveProperty("private");
    expect(rest).not.toHaveProperty("devDependencies");
    // Nothing of the machine that made them.
    expect(
      [...files].filter(([, text]) => text.includes(ROOT) || text.includes("../tmp/")).map(([path]) => path),
    ).toEqual([]);
    const installed = Object.keys({ ...dependencies, ...peerDependencies });
    const isInstalled = (module: string) => installed.some((one) => module === one || module.startsWith(`${one}/`));
    const isThere = (from: string, module: string) => {
      const path = join(from, "..", module);
      return files.has(from.endsWith(".d.ts") ? path.replace(/\.js$/, ".d.ts") : path);
    };
    expect([...files.keys()].filter((path) => /(?<!\.d)\.tsx?$|\.test\./.test(path))).toEqual([]);
    const named = [...files].filter(([path]) => /\.[jt]s$/.test(path)).flatMap(([path, text]) => importsOf(path, text));
    expect(named.length).toBeGreaterThan(100);
    const missing = named.filter(
      ({ from, module }) => !(module.startsWith(".") ? isThere(from, module) : isInstalled(module)),
    );
    expect(missing).toEqual([]);
  }
});

function importsOf(from: string, code: string): { from: string; module: string }[] {
  const found = code.matchAll(/(?:\bfrom |\bimport |\bimport\()"([^"]+)"/g);
  return [...found].map(([, module = ""]) => ({ from, module }));
}

test("a project has one React and one SDK, however many of their parts it uses", () => {
  const kit = JSON.parse(filesOf("react").get("package.json") ?? "") as Record<string, object | undefined>;
  expect(kit["dependencies"]).toBeUndefined();
  expect(Object.keys(kit["peerDependencies"] ?? {})).toEqual(["react", "@parlor/client", "@types/react"]);

  const scripts = [...filesOf("client")].filter(([path]) => path.endsWith(".js")).map(([, text]) => text);
  expect(scripts.filter((text) => text.includes("class Roster"))).toHaveLength(1);
});

/** As a bundler cuts it: what begins the page, and all that it may ever load. */
async function bundled(code: string): Promise<{ begin: string; all: string }> {
  const file = join(project, `page-${Bun.hash(code)}.js`);
  writeFileSync(file, code);
  const external = ["react", "react/jsx-runtime"];
  const { outputs } = await Bun.build({ entrypoints: [file], minify: true, splitting: true, external });
  const texts = await Promise.all(outputs.map((output) => output.text()));
  return { begin: texts[outputs.findIndex(({ kind }) => kind === "entry-point")] ?? "", all: texts.join("\n") };
}

test("a page loads what it shows: no desk with a composer, emoji only later, and one client", async () => {
  const composer = await bundled('import { Composer } from "@parlor/react"; globalThis.shown = Composer;');
  expect(composer.begin).toContain("textarea");
  expect(composer.begin).not.toContain("grinning face");
  expect(composer.all).toContain("grinning face");
  expect(composer.all).not.toContain("queue-board");

  const desk = await bundled(`
    import { createChatClient } from "@parlor/client";
    import { Composer } from "@parlor/react";
    import { QueueBoard } from "@parlor/react/desk";
    globalThis.shown = [createChatClient, Composer, QueueBoard];`);
  expect(desk.all).toContain("queue-board");
  expect(desk.all.split("there is no WebSocket")).toHaveLength(2);
});

test("the SDK with what it folds and asks is at most 16 kB gzipped, without the schema library", async () => {
  const { all } = await bundled(
    'import { createChatClient } from "@parlor/client"; globalThis.make = createChatClient;',
  );
  expect(all).toContain("/v1/connect");
  expect(all).not.toMatch(/zod/i);
  expect(Bun.gzipSync(all, { level: 9 }).length).toBeLessThanOrEqual(16 * 1024);
});

test("components and hooks say that they are for browsers, and texts and plain functions do not", () => {
  const files = filesOf("react");
  const isMarked = (path: string) => files.get(`lib/${path}.js`)?.startsWith('"use client";\n');
  for (const path of ["composer/Composer", "provider", "hooks", "composer/use-limits", "emoji/EmojiPicker"])
    expect([path, isMarked(path)]).toEqual([path, true]);
  for (const path of ["index", "desk/index", "texts/ar", "texts/words", "markup/clean"])
    expect([path, isMarked(path)]).toEqual([path, false]);
});
