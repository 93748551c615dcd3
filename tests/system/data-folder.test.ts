import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { chmod, chown, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newFolder, removeFolder, startInVain, startServer } from "../support/server.ts";

setDefaultTimeout(60_000);

let folder: string;
beforeEach(async () => (folder = await newFolder()));
afterEach(() => removeFolder(folder));

const NOBODY = 65_534;
const ROOT = process.getuid?.() === 0;
/** Root may write anywhere, so a folder's rights say something only to somebody else. */
const AS_SOMEBODY = ROOT ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"] : [];
const giveAway = (path: string) => (ROOT ? chown(path, NOBODY, NOBODY) : Promise.resolve());

/** One sentence for whoever starts it, and no stack. */
async function refusal(options: Parameters<typeof startInVain>[0]): Promise<string> {
  const { exitCode, said } = await startInVain(options);
  expect(exitCode).toBe(1);
  expect(said.trim().split("\n")).toHaveLength(1);
  expect(said).not.toMatch(/^\s+at |Error|could not start/m);
  return said.trim();
}

describe("the server does not start, and says why in one sentence", () => {
  test("when its configuration is wrong, with the place in the file", async () => {
    const file = join(folder, "wrong.config.ts");
    await writeFile(file, 'export default { rooms: [{ room: "a", kind: "nothing" }] };');
    const sentence = await refusal({ folder, env: { PARLOR_CONFIG: file } });
    expect(sentence).toBe(`Wrong configuration: ${file}: rooms[0].kind: There is no kind "nothing".`);
  });

  test("when the folder cannot be written", async () => {
    await chmod(folder, 0o555);
    expect(await refusal({ folder, launcher: AS_SOMEBODY })).toContain(`The data folder ${folder} cannot be written.`);
    const within = join(folder, "data");
    expect(await refusal({ folder: within, launcher: AS_SOMEBODY })).toContain(`${within} cannot be written.`);

    // The same folder with other rights does: nothing else was in the way.
    await giveAway(folder);
    await chmod(folder, 0o755);
    await (await startServer({ folder, launcher: AS_SOMEBODY })).stop();
  });

  test.each(["stop", "kill"] as const)("when there are data that it may only read, after a %s", async (end) => {
    await (await startServer({ folder }))[end]();
    for (const file of await readdir(folder)) await chmod(join(folder, file), 0o444);
    await chmod(folder, 0o555);
    expect(await refusal({ folder, launcher: AS_SOMEBODY })).toContain("cannot be written.");
  });

  test("when the database is none", async () => {
    await writeFile(join(folder, "parlor.db"), "This is no database. ".repeat(1_000));
    expect(await refusal({ folder })).toStartWith(`The database in ${folder} is damaged.`);
  });

  test("when there is no room for it", async () => {
    const launcher = ["sh", "-c", "trap '' XFSZ; ulimit -f 2; exec \"$@\"", "sh"];
    expect(await refusal({ folder, launcher })).toStartWith(`The disk of the data folder ${folder} is full`);
  });
});
