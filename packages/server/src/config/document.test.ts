import { expect, test } from "bun:test";
import { join } from "node:path";
import { SETTINGS } from "./environment.ts";

test("docs/CONFIGURATION.md lists every setting with its default", async () => {
  const text = await Bun.file(join(import.meta.dir, "../../../../docs/CONFIGURATION.md")).text();
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| .*\|$/gm)].map(([, name = "", said = ""]) => ({
    name,
    said,
  }));
  const names = Object.keys(SETTINGS.shape);
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(names));
  expect(rows).toHaveLength(names.length);

  for (const [name, schema] of Object.entries(SETTINGS.shape)) {
    const value: unknown = schema.safeParse(undefined).data;
    // Without a default, or with one that depends on other settings, words say what holds.
    if (typeof value !== "string" && typeof value !== "number") continue;
    expect(rows).toContainEqual({ name, said: `\`${value}\`` });
  }
});
