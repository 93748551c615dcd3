import { expect, test } from "bun:test";
import { join } from "node:path";

test("a reader who has enough, as `head` has, is no fault", async () => {
  const command = `"${process.execPath}" "${join(import.meta.dir, "main.ts")}" --help`;
  const run = async (line: string) => {
    const shell = Bun.spawn(["sh", "-c", line], { stdio: ["ignore", "pipe", "pipe"] });
    const [out, err] = await Promise.all([new Response(shell.stdout).text(), new Response(shell.stderr).text()]);
    return { out, err };
  };

  expect((await run(command)).out.split("\n").length).toBeGreaterThan(10);
  // This one reads nothing at all, and is gone before the command has begun.
  expect(await run(`${command} | :`)).toEqual({ out: "", err: "" });
});
