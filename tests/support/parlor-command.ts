import { join } from "node:path";

const MAIN = join(import.meta.dir, "../../packages/server/src/cli/main.ts");

/** Starts `npm run parlor -- …` as an operator would, beside whatever runs. */
export const startParlorCommand = (words: readonly string[], env: Readonly<Record<string, string>>) =>
  Bun.spawn([process.execPath, MAIN, ...words], {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });

/** The same until it has ended. */
export async function parlorCommand(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ exitCode: number; out: string; err: string }> {
  const child = startParlorCommand(words, env);
  const [exitCode, out, err] = await Promise.all([
    child.exited,
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { exitCode, out, err };
}
