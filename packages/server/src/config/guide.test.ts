import { expect, test } from "bun:test";
import { parseKind, PRESETS } from "@parlor/rules";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfiguration } from "./configuration.ts";

const guide = readFileSync(join(import.meta.dir, "../../../../docs/guides/rooms.md"), "utf8");
const examples = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

/** An example is an object, or a file that exports one. */
function valueOf(code: string): unknown {
  const exported = code.indexOf("defineConfig({");
  const object = code.slice(code.indexOf("{", Math.max(0, exported)), code.lastIndexOf("}") + 1);
  // What the examples use of TypeScript is JSON5 as well.
  return Bun.JSON5.parse(object);
}

test("the kinds of the guide are right", () => {
  const [configuration, ...kinds] = examples.map(valueOf);
  const presets = PRESETS.map(({ name }) => name);
  expect(readConfiguration(configuration, presets)).toMatchObject({ ok: true });
  expect(kinds.length).toBeGreaterThan(1);
  for (const kind of kinds) expect(parseKind(kind)).toMatchObject({ ok: true });
});

test("the guide has every preset", () => {
  for (const { name } of PRESETS) expect(guide).toContain(`| \`${name}\` |`);
});
