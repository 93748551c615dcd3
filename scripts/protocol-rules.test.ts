// Holds docs/PROTOCOL.md and the tests together: a rule is `- **ONCE-1** …`, a test that proves it is named "[ONCE-1] …".

import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dir, "..");
const rules = rulesOf(readFileSync(join(root, "docs/PROTOCOL.md"), "utf8"));
const cited = citations();

test("docs/PROTOCOL.md numbers its rules, each number once", () => {
  expect(rules.length).toBeGreaterThan(0);
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});

test("every rule has a test that cites it", () => {
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
});

test("every rule that a test cites exists", () => {
  expect([...cited].filter(([rule]) => !rules.includes(rule))).toEqual([]);
});

function rulesOf(protocol: string): string[] {
  return [...protocol.matchAll(/^- \*\*([A-Z][A-Z0-9]*-\d+)\*\*/gm)].map(([, rule = ""]) => rule);
}

/** Rule to the files that cite it. A contract suite is not called *.test.ts, but like every test it imports bun:test. */
function citations(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of new Bun.Glob("{packages,apps,tests}/**/*.{ts,tsx}").scanSync(root)) {
    if (/(^|\/)(node_modules|dist)\//.test(file)) continue;
    const source = readFileSync(join(root, file), "utf8");
    if (!source.includes('"bun:test"')) continue;
    for (const rule of rulesCitedIn(source)) found.set(rule, [...(found.get(rule) ?? []), file]);
  }
  return found;
}

/** Only at the beginning of a string, where the name of a test has them; one name may cite several. */
function rulesCitedIn(source: string): Set<string> {
  const beginnings = [...source.matchAll(/["'`]((?:\[[A-Z][A-Z0-9]*-\d+\]\s*)+)/g)].map(([, ids = ""]) => ids);
  return new Set(beginnings.flatMap((ids) => [...ids.matchAll(/[A-Z][A-Z0-9]*-\d+/g)].map(([rule]) => rule)));
}
