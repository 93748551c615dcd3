import { expect, test } from "bun:test";
import { PRESETS } from "@parlor/rules";
import { ar } from "./ar.ts";
import { kindTitle, roleTitle } from "./called.ts";
import { en } from "./en.ts";

test.each([en, ar])("every kind that ships has a title, and every role of theirs ($lang)", ({ kinds, roles }) => {
  expect(Object.keys(kinds).toSorted()).toEqual(PRESETS.map(({ name }) => name).toSorted());
  const shipped = new Set(PRESETS.flatMap((preset) => Object.keys(preset.roles)));
  expect(Object.keys(roles).toSorted()).toEqual([...shipped].toSorted());
});

test("in another language nothing of that is left in English", () => {
  const titles = [...Object.values(ar.kinds), ...Object.values(ar.roles)];
  expect(titles.filter((title) => /[a-z]/i.test(title))).toEqual([]);
});

test("a kind of one's own is called what it says, and without that by its name", () => {
  expect(kindTitle(en, "wine_shop", "Wine & cheese")).toBe("Wine & cheese");
  expect(kindTitle(en, "wine_shop")).toBe("Wine shop");
  // Whoever changes a kind that ships may give it another title.
  expect(kindTitle(ar, "coached", "Tea tasting")).toBe("Tea tasting");
  expect(roleTitle(en, "sommelier")).toBe("sommelier");
});

test("what is named like something that every object has is a name like others", () => {
  expect(kindTitle(en, "constructor")).toBe("Constructor");
  expect(roleTitle(en, "constructor")).toBe("constructor");
});
