import { join } from "node:path";

const MAIN = join(import.meta.dir, "../../packages/server/src/cli/main.ts");

/** Runs `npm run parlor -- …` as an operator would, beside whatever runs. */
export async function parlorCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ exitCode: number; out: string; err: string }> {
  const child = Bun.spawn([process.execPath, MAIN, ...words], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [exitCode, out, err] = await Promise.all([
    child.exited,
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { exitCode, out, err };
}
