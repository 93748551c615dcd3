import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { CatalogItem } from "@parlor/protocol";
import type { Catalog } from "./catalog.ts";

/** A place where collections can be filled, as by an import, and looked into. */
export interface CatalogPlace {
  open(): Promise<Catalog>;
  fill(catalog: string, items: readonly CatalogItem[]): Promise<void>;
  remove(): Promise<void>;
}

const item = (id: string, title: string, body = ""): CatalogItem => ({ id, title, body });
const WINES = [
  item("w1", "Côtes du Rhône", "A red wine that goes with lamb."),
  item("w2", "Lamb wine", "Nothing else."),
  item("w3", "Riesling", "A dry white, and red labels."),
  { ...item("w4", "Aligoté", "White."), url: "https://wine.test/4", image: "https://wine.test/4.png" },
];

/** Every Catalog must pass these. */
export function catalogContract(name: string, newPlace: () => Promise<CatalogPlace>): void {
  describe(`${name} is a catalog`, () => {
    let place: CatalogPlace;
    let catalog: Catalog;

    beforeEach(async () => {
      place = await newPlace();
      catalog = await place.open();
      await place.fill("wines", WINES);
    });
    afterEach(async () => {
      await catalog.close();
      await place.remove();
    });

    const find = async (text: string, page: { offset?: number; limit?: number } = {}, of = "wines") => {
      const found = await catalog.find({ catalog: of, text, offset: 0, limit: 10, ...page });
      if (!found) throw new Error(`${of} took too long to get ready`);
      return found;
    };
    const ids = async (text: string, of = "wines") => (await find(text, {}, of)).items.map(({ id }) => id);

    test("an empty search lists everything by its title, page by page", async () => {
      expect(await ids("")).toEqual(["w4", "w1", "w2", "w3"]);
      const page = await find("", { offset: 1, limit: 2 });
      expect(page.total).toBe(4);
      expect(page.items).toEqual([WINES[0]!, WINES[1]!]);
    });

    test("items with all the words come, and those with the words in their title first", async () => {
      expect(await ids("lamb wine")).toEqual(["w2", "w1"]);
      expect((await ids("red")).toSorted()).toEqual(["w1", "w3"]);
    });

    test("where nothing has all the words, any of them counts", async () => {
      expect((await ids("aligoté lamb")).toSorted()).toEqual(["w1", "w2", "w4"]);
    });

    test("words are found by their beginnings, without their accents and in any case", async () => {
      expect(await ids("COT rho")).toEqual(["w1"]);
      expect(await ids("aligote")).toEqual(["w4"]);
    });

    test("what matched in the body is marked", async () => {
      const [found] = (await find("dry white")).items;
      expect(found?.highlights?.map(([from, to]) => found.body.slice(from, to))).toEqual(["dry", "white"]);
    });

    test("an item comes by its id with all it has", async () => {
      expect(await catalog.item("wines", "w4")).toEqual(WINES[3]);
      expect(await catalog.item("wines", "nothing")).toBeUndefined();
      expect(await catalog.item("other", "w4")).toBeUndefined();
    });

    test.each(['"', "red OR", "title:red", "NEAR(red white)", "^red*", "-", "(", "{title}:(x", "\u0000"])(
      "whatever people type is words and never syntax: %j",
      async (text) => {
        expect((await find(text)).total).toBeGreaterThanOrEqual(0);
      },
    );

    test("collections do not mix, and one that was never filled is empty", async () => {
      await place.fill("cheeses", [item("c1", "Red Leicester"), item("w1", "Another with this id")]);
      expect(await ids("red", "cheeses")).toEqual(["c1"]);
      expect((await ids("red")).toSorted()).toEqual(["w1", "w3"]);
      expect(await find("red", {}, "nothing")).toEqual({ total: 0, items: [] });
    });

    test("filling a collection again replaces it, also while somebody looks", async () => {
      const looking = Array.from({ length: 20 }, () => ids("wine"));
      await place.fill("wines", [item("n1", "New wine")]);
      for (const seen of await Promise.all(looking)) expect([["w2", "w1"], ["n1"]]).toContainEqual(seen);

      expect(await ids("wine")).toEqual(["n1"]);
      expect(await catalog.item("wines", "w1")).toBeUndefined();
    });

    test("a word that thousands have is found as well, titles first, and paged through without a repetition", async () => {
      const many = Array.from({ length: 3_000 }, (_, index) =>
        index % 100 === 0 ? item(`t${index}`, "A common title") : item(`b${index}`, `Item ${index}`, "so common"),
      );
      await place.fill("many", many);
      const pages = await Promise.all(
        Array.from({ length: 60 }, (_, page) => find("common", { offset: page * 50, limit: 50 }, "many")),
      );
      const seen = pages.flatMap(({ items }) => items.map(({ id }) => id));
      expect(seen).toHaveLength(3_000);
      expect(new Set(seen).size).toBe(3_000);
      expect(seen.slice(0, 30).every((id) => id.startsWith("t"))).toBe(true);
      expect(pages[0]?.total).toBe(3_000);
    });
  });
}
