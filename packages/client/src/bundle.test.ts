import { expect, test } from "bun:test";

const KB = 1024;

async function gzipped(external: string[]): Promise<{ bytes: number; code: string }> {
  const built = await Bun.build({
    entrypoints: [`${import.meta.dir}/index.ts`],
    target: "browser",
    minify: true,
    external,
  });
  const code = (await built.outputs[0]?.text()) ?? "";
  return { bytes: Bun.gzipSync(code, { level: 9 }).length, code };
}

test("the SDK with the protocol it needs is at most 12 kB gzipped", async () => {
  const { bytes } = await gzipped(["@parlor/rules"]);

  expect(bytes).toBeGreaterThan(4 * KB);
  expect(bytes).toBeLessThanOrEqual(12 * KB);
});

test("with the rules that it folds and asks, it is at most 16 kB", async () => {
  const { bytes } = await gzipped([]);

  expect(bytes).toBeLessThanOrEqual(16 * KB);
});

test("the schema library is not in it", async () => {
  const { code } = await gzipped([]);

  expect(code).toContain("/v1/connect");
  expect(code).not.toMatch(/zod/i);
});
