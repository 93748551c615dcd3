import { expect, test } from "bun:test";
import { ItemKeys } from "./item-keys.ts";

const items = (keys: string) => keys.split("").map((key) => ({ key }));
const places = ({ keys, indexOf }: ReturnType<ItemKeys["of"]>) => `${keys.join("")} ${keys.map(indexOf).join("")}`;

test("each key is found where it stands, and others nowhere", () => {
  const known = new ItemKeys().of(items("abc"));
  expect(places(known)).toBe("abc 012");
  expect(known.indexOf("d")).toBe(-1);
});

test("a list that grew, lost or changed is as one that is new", () => {
  const kept = new ItemKeys();
  const abc = items("abc");
  for (const list of [abc, [...abc, ...items("de")], abc.slice(1), [...items("x"), ...abc], abc, []]) {
    expect(places(kept.of(list))).toBe(places(new ItemKeys().of(list)));
  }
});

test("what was drawn before does not hear of what came later", () => {
  const kept = new ItemKeys();
  const abc = items("abc");
  const before = kept.of(abc);
  kept.of([...abc, ...items("d")]);
  expect(before.indexOf("d")).toBe(-1);
  expect(before.indexOf("c")).toBe(2);
});
