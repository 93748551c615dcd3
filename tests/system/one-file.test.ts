import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Chatter, newKey } from "../support/chatter.ts";
import { logOf } from "../support/log-of.ts";
import { newFolder, removeFolder, type Server, startServer } from "../support/server.ts";

setDefaultTimeout(60_000);

const ROOT = join(import.meta.dir, "../..");
let folder: string;
let parlor: string;

beforeAll(async () => {
  folder = await newFolder();
  parlor = join(folder, "parlor");
  const making = ["--preload", "./apps/web/build.ts", "scripts/one-file.ts", parlor];
  const made = Bun.spawn([process.execPath, ...making], { cwd: ROOT, stdout: "ignore" });
  expect(await made.exited).toBe(0);
});
afterAll(() => removeFolder(folder));

/** Where there is nothing but the file: no checkout, no node_modules, no Bun on the path. */
const elsewhere = (env: Readonly<Record<string, string>> = {}): Promise<Server> =>
  startServer({
    folder: join(folder, "data"),
    program: [parlor],
    launcher: ["/usr/bin/env", "-C", folder],
    env: { PATH: "/nowhere", ...env },
  });

test("one file is the whole server: the page, conversations that survive its death, and the commands", async () => {
  const first = await elsewhere();
  const page = await (await fetch(first.url)).text();
  const [, script = ""] = /<script type="module"[^>]* src="([^"]+)"/.exec(page) ?? [];
  const program = await fetch(new URL(script, first.url), { headers: { "accept-encoding": "br" } });
  expect([program.status, program.headers.get("content-encoding")]).toEqual([200, "br"]);

  const ana = await Chatter.as(first.door, "ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "community" });
  await ana.ask("send_message", { room, key: newKey(), text: "said to one file" });
  await first.kill();

  const second = await elsewhere();
  expect((await logOf(second.door, room)).at(-1)?.data["text"]).toBe("said to one file");
  await second.stop();

  const exported = Bun.spawn([parlor, "export", room, "--format", "jsonl"], {
    env: { DATA_DIR: join(folder, "data") },
    stdio: ["ignore", "pipe", "ignore"],
  });
  expect(await new Response(exported.stdout).text()).toContain("said to one file");
  expect(await exported.exited).toBe(0);
});

test("a parlor.config.ts beside the file is read as in a checkout, types and all", async () => {
  await writeFile(
    join(folder, "parlor.config.ts"),
    `import { defineConfig, type Configuration } from "@parlor/server";
     const rooms: Configuration["rooms"] = [{ room: "garden", kind: "community", title: "The garden" }];
     export default defineConfig({ rooms });`,
  );
  const server = await elsewhere({ DATA_DIR: join(folder, "garden") });
  const ana = await Chatter.as(server.door, "ana");
  expect((await ana.ask("get_room", { room: "garden" })).state.title).toBe("The garden");
  await ana.leave();
  await server.stop();
});

test("what does not belong to it changes nothing: a bunfig.toml of somebody else's", async () => {
  const theirs = join(folder, "theirs");
  await mkdir(theirs);
  await writeFile(join(theirs, "bunfig.toml"), 'preload = ["./not-ours.ts"]');
  await writeFile(join(theirs, "not-ours.ts"), "process.exit(7)");
  const help = Bun.spawn([parlor, "--help"], { cwd: theirs, stdio: ["ignore", "pipe", "ignore"] });
  expect(await new Response(help.stdout).text()).toStartWith("parlor COMMAND …\n");
  expect(await help.exited).toBe(0);
});
