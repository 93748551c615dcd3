import { beforeAll, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const WEB = join(import.meta.dir, "..");
const DIST = join(WEB, "dist");
const KB = 1024;

beforeAll(async () => {
  const build = Bun.spawn([process.execPath, join(WEB, "build.ts")], { stdio: ["ignore", "inherit", "inherit"] });
  expect(await build.exited).toBe(0);
}, 60_000);

/** What a script and everything it cannot begin without weigh on the way, as gzip. */
function weightOf(address: string): number {
  const addresses = new Set([address]);
  for (const one of addresses) {
    const code = readFileSync(join(DIST, one), "utf8");
    for (const [, , chunk = ""] of code.matchAll(/(?:^|[;}])(?:import|export)\b([^;"()]*?from)?"(\/assets\/[^"]+)"/g))
      addresses.add(chunk);
  }
  return [...addresses].reduce((sum, one) => sum + readFileSync(join(DIST, `${one}.gz`)).length, 0);
}

const scriptOf = (page: string) => / src="(\/assets\/main-[^"]+)"/.exec(readFileSync(join(DIST, page), "utf8"))?.[1];
const roomOf = (script: string) => /"(\/assets\/room-[^"]+\.js)"/.exec(readFileSync(join(DIST, script), "utf8"))?.[1];

test("before anything lazy, the page loads at most 130 kB of JavaScript, gzipped", () => {
  const bytes = weightOf(scriptOf("index.html") ?? "");
  expect(bytes).toBeGreaterThan(60 * KB);
  expect(bytes).toBeLessThanOrEqual(130 * KB);
});

test("what the page begins with is one file, and what comes later has its React from there", () => {
  const script = scriptOf("index.html") ?? "";
  const code = readFileSync(join(DIST, script), "utf8");
  expect(/\b(?:import|from)"\/assets/.exec(code)?.[0]).toBeUndefined();
  const later = [...code.matchAll(/import\("(\/assets\/[^"]+)"\)/g)].map(([, address = ""]) => address);
  expect(later.length).toBeGreaterThan(3);
  const parts = later.map((one) => readFileSync(join(DIST, one), "utf8"));
  expect(parts.filter((part) => part.includes(`from"${script}"`)).length).toBeGreaterThan(3);
  expect(parts.filter((part) => part.includes("react.memo"))).toEqual([]);
});

test("a page with a bubble loads at most 24 kB until somebody opens it, and at most 64 kB with the room", () => {
  const script = weightOf("/embed.js");
  expect(script).toBeGreaterThan(10 * KB);
  expect(script).toBeLessThanOrEqual(24 * KB);
  const room = weightOf(roomOf("/embed.js") ?? "");
  expect(room).toBeGreaterThan(20 * KB);
  expect(script + room).toBeLessThanOrEqual(64 * KB);
});

test("the SDK for pages that nothing builds is one file of at most 18 kB", () => {
  expect(readFileSync(join(DIST, "sdk.js"), "utf8")).not.toMatch(/\bimport\b/);
  expect(weightOf("/sdk.js")).toBeLessThanOrEqual(18 * KB);
});

test("everything that a part of the program loads is there", () => {
  const scripts = readdirSync(join(DIST, "assets")).filter((name) => name.endsWith(".js"));
  const named = scripts.flatMap((name) => [
    ...readFileSync(join(DIST, "assets", name), "utf8").matchAll(/"(\/assets\/[\w-]+\.js)"/g),
  ]);
  expect(named.length).toBeGreaterThan(3);
  for (const [, address = ""] of named)
    expect({ address, isThere: existsSync(join(DIST, address)) }).toEqual({ address, isThere: true });
});
