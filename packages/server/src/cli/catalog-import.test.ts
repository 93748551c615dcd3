import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SqliteCatalog } from "../storage/sqlite/sqlite-catalog.ts";
import { catalogImport } from "./catalog-import.ts";
import type { Io } from "./command.ts";
import { runCommand } from "./run-command.ts";

let folder: string;
let out: string[];
let err: string[];
let drawn: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parlor-import-"));
  [out, err, drawn] = [[], [], []];
});
afterEach(() => rmSync(folder, { recursive: true }));

const io = (): Io => ({
  env: { DATA_DIR: folder },
  out: (line) => out.push(line),
  err: (line) => err.push(line),
  progress: (done, total) => drawn.push(`${done}/${total}`),
});

const importing = (name: string, content: string | Uint8Array, ...options: string[]) => {
  writeFileSync(join(folder, name), content);
  return runCommand([catalogImport], ["catalog", "import", join(folder, name), ...options], io());
};

async function titles(catalog = "products"): Promise<string[]> {
  const reading = await SqliteCatalog.open(folder);
  const { items } = await reading.find({ catalog, text: "", offset: 0, limit: 50 });
  await reading.close();
  return items.map(({ title }) => title);
}

describe("catalog import", () => {
  test("takes JSON lines, and tells how far it is", async () => {
    const code = await importing(
      "wines.jsonl",
      '\uFEFF{"id":"1","title":"Red","body":"Dry"}\n\n{"id":"2","title":"White"}\n',
    );
    expect(code).toBe(0);
    expect(out).toEqual(['2 items are in "products" now.']);
    expect(err).toEqual([]);
    expect(drawn.length).toBeGreaterThan(1);
    expect(await titles()).toEqual(["Red", "White"]);
  });

  test("takes CSV with its columns in any order, quotes and lines within quotes", async () => {
    const csv = 'Title,ID,price,body\r\n"Red, dry",1,9,"Two\nlines, and ""quotes"""\r\nWhite,2,8,\r\n';
    expect(await importing("wines.csv", csv, "--catalog", "wines")).toBe(0);
    expect(await titles("wines")).toEqual(["Red, dry", "White"]);
    const reading = await SqliteCatalog.open(folder);
    expect((await reading.item("wines", "1"))?.body).toBe('Two\nlines, and "quotes"');
    await reading.close();
  });

  test("bad lines are told with their numbers and skipped, the rest is imported", async () => {
    const lines = [
      '{"id":"1","title":"Red"}',
      "not json",
      '{"id":"3"}',
      '{"id":"1","title":"Again"}',
      "[]",
      '{"id":"9","title":"White"}',
    ];
    expect(await importing("wines.jsonl", lines.join("\n"))).toBe(0);
    expect(out).toEqual(['2 items are in "products" now, 4 lines were skipped.']);
    expect(err.map((line) => line.split(":")[0])).toEqual(["line 2", "line 3", "line 4", "line 5"]);
    expect(err[1]).toContain("title");
    expect(await titles()).toEqual(["Red", "White"]);
  });

  test("lines of a CSV are counted as an editor counts them", async () => {
    const csv = 'id,title\n1,"Two\nlines"\n2\n,None\n3,Red\n';
    expect(await importing("wines.csv", csv)).toBe(0);
    expect(err.map((line) => line.split(":")[0])).toEqual(["line 4", "line 5"]);
    expect(await titles()).toEqual(["Red", "Two\nlines"]);
  });

  test("of a thousand bad lines the first are told and the rest are counted", async () => {
    const lines = ['{"id":"1","title":"Red"}', ...Array.from({ length: 1_000 }, () => "?")];
    expect(await importing("wines.jsonl", lines.join("\n"))).toBe(0);
    expect(err).toHaveLength(21);
    expect(err.at(-1)).toBe("… and 980 more lines.");
  });

  test("importing again replaces the collection and no other", async () => {
    await importing("a.jsonl", '{"id":"1","title":"Red"}\n{"id":"2","title":"White"}');
    await importing("b.jsonl", '{"id":"1","title":"Cheese"}', "--catalog", "cheeses");
    await importing("a.jsonl", '{"id":"3","title":"Rosé"}');
    expect(await titles()).toEqual(["Rosé"]);
    expect(await titles("cheeses")).toEqual(["Cheese"]);
  });

  describe("leaves the collection as it was, and says why,", () => {
    beforeEach(async () => {
      await importing("before.jsonl", '{"id":"1","title":"Red"}');
      out = [];
    });
    afterEach(async () => {
      expect(await titles()).toEqual(["Red"]);
      expect(out).toEqual([]);
    });

    test("when the file holds nothing that could be imported", async () => {
      expect(await importing("rows.jsonl", "id,title\n1,Red")).toBe(1);
      expect(err.at(-1)).toContain("has nothing that could be imported");
    });

    test("when a picture is called .csv", async () => {
      const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
      expect(await importing("picture.csv", png)).toBe(2);
      expect(err[0]).toContain("is not text in UTF-8");
    });

    test("when the text is in another encoding", async () => {
      expect(
        await importing("latin.csv", Buffer.from("id,title\n1,C\u00f4tes\u00e9\u00e8\u00fc\u00f6", "latin1")),
      ).toBe(2);
      expect(err[0]).toContain("is not text in UTF-8");
    });

    test("when it is a folder or a pipe", async () => {
      expect(await runCommand([catalogImport], ["catalog", "import", folder, "--format", "csv"], io())).toBe(2);
      expect(err[0]).toContain("is not a file");
    });

    test("when nobody can say what the file is, or there is none", async () => {
      expect(await importing("wines.xls", "?")).toBe(2);
      expect(err[0]).toContain("--format");
      expect(await runCommand([catalogImport], ["catalog", "import", join(folder, "nothing.csv")], io())).toBe(2);
      expect(await runCommand([catalogImport], ["catalog", "import"], io())).toBe(2);
      expect(await runCommand([catalogImport], ["catalog", "import", "a", "--colour"], io())).toBe(2);
    });
  });
});

describe("parlor", () => {
  test("without a command lists what there is and explains each", async () => {
    expect(await runCommand([catalogImport], [], io())).toBe(0);
    expect(out.join("\n")).toContain("catalog import FILE");
    expect(out.join("\n")).toContain("What was in it before is replaced.");
  });

  test("says so when there is no such command", async () => {
    expect(await runCommand([catalogImport], ["catalogue"], io())).toBe(2);
    expect(err[0]).toBe('There is no command "catalogue".');
  });
});
