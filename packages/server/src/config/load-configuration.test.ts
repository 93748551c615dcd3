import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { WrongSetting } from "./environment.ts";
import { loadConfiguration } from "./load-configuration.ts";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "parlor-config-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const INDEX = pathToFileURL(join(import.meta.dir, "../index.ts")).href;
const write = (name: string, text: string) => Bun.write(join(folder, name), text.replace("@parlor/server", INDEX));
const saidAbout = async (name: string, text?: string): Promise<string> => {
  if (text !== undefined) await write(name, text);
  const error: unknown = await loadConfiguration(name, ["community"], folder).catch((thrown: unknown) => thrown);
  if (error instanceof WrongSetting) return error.message;
  throw new Error("it did not stop the start");
};

test("a file of one's own is TypeScript, with everything that a program can do", async () => {
  await write(
    "good.ts",
    `import { defineConfig } from "@parlor/server";
     const floors: number[] = [1, 2];
     export default defineConfig({ rooms: floors.map((floor) => ({ room: \`floor-\${floor}\`, kind: "community" })) });`,
  );
  const configured = await loadConfiguration("good.ts", ["community"], folder);
  expect(configured?.rooms.map(({ room }) => room)).toEqual(["floor-1", "floor-2"]);
});

test("without a file there is none", async () => {
  expect(await loadConfiguration(undefined, [], folder)).toBeUndefined();
});

describe("what is wrong with a file stops the start with one sentence", () => {
  test("it is not there", async () => {
    expect(await saidAbout("missing.ts")).toBe(
      "Wrong configuration: PARLOR_CONFIG is missing.ts, and there is no such file.",
    );
  });

  test.each([
    ["syntax.ts", "export default {", "syntax.ts cannot be read: "],
    ["throws.ts", 'throw new Error("no luck\\nat all");', "throws.ts cannot be read: no luck"],
    ["import.ts", 'import "./nowhere.ts";', "import.ts cannot be read: "],
    ["named.ts", "export const rooms = [];", "named.ts has no default export. It should be: "],
    [
      "fault.ts",
      'export default { rooms: [{ room: "a", kind: "none" }] };',
      "fault.ts: rooms[0].kind: There is no kind",
    ],
    ["number.ts", "export default 7;", "number.ts: the whole: "],
    ["many.ts", "export default { rooms: Array.from({ length: 15 }, () => ({})) };", "; and 20 more"],
  ])("%s", async (name, text, expected) => {
    const sentence = await saidAbout(name, text);
    expect(sentence).toStartWith("Wrong configuration: ");
    expect(sentence).toContain(expected);
    expect(sentence).not.toContain("\n");
  });
});
