import { expect, test } from "bun:test";
import { mentionsIn, peopleNamed, wantedName } from "./mentions.ts";

test.each([
  ["hello @an", { from: 6, search: "an" }],
  ["@", { from: 0, search: "" }],
  ["(@ana m", { from: 1, search: "ana m" }],
  ["mail@ana", undefined],
  ["@ ana", undefined],
  ["@ana @bo", { from: 5, search: "bo" }],
])("in %j, %j is looked for", (text, expected) => expect(wantedName(text, text.length)).toEqual(expected));

test("only what is left of the cursor counts", () => {
  expect(wantedName("@an and more", 3)).toEqual({ from: 0, search: "an" });
});

test("people are found by the beginning of any of their names, without accents", () => {
  const people = ["José Ana", "Ana", "Banana", "ÁNA Lucía"].map((name) => ({ id: name, name }));
  expect(peopleNamed(people, "ana", "en").map(({ name }) => name)).toEqual(["Ana", "ÁNA Lucía", "José Ana"]);
});

test("a picked person whose name was deleted again is not mentioned", () => {
  expect(mentionsIn("hi @Ana", { u1: "Ana", u2: "Bo" })).toEqual(["u1"]);
});
