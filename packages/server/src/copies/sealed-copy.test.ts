import { expect, test } from "bun:test";
import { openCopy, sealCopy } from "./sealed-copy.ts";

const TEXTS = ["plain", 'a "quoted" \\ line\nand another', "🙂 \u2028 é \u0000 \ud83d", "x".repeat(50_000)];
const copy = {
  epoch: "abc",
  head: 9,
  rows: TEXTS.map((text, index) => ({ seq: 6 + index, json: JSON.stringify({ seq: 6 + index, data: { text } }) })),
};
const sealed = sealCopy("secret", "room:a", copy);

test("a copy that is opened is what was sealed, in its order", () => {
  expect(openCopy("secret", "room:a", sealed)).toEqual(copy);
  const whole = { ...copy, head: 4, rows: copy.rows.map(({ json }, index) => ({ seq: index + 1, json })) };
  expect(openCopy("secret", "room:a", sealCopy("secret", "room:a", whole))).toEqual(whole);
});

test("nothing of it can be read without the secret, and no two are alike", () => {
  expect(sealed.includes("plain")).toBe(false);
  expect(sealed.includes("abc")).toBe(false);
  expect(sealCopy("secret", "room:a", copy).equals(sealed)).toBe(false);
  expect(openCopy("another", "room:a", sealed)).toBeUndefined();
});

test("another room's copy is none", () => {
  expect(openCopy("secret", "room:b", sealed)).toBeUndefined();
});

test.each([0, 5, 12, 20, 28, 60, sealed.length - 1])("one that was changed at byte %i is none", (at) => {
  const changed = Buffer.from(sealed);
  changed[at]! ^= 1;
  expect(openCopy("secret", "room:a", changed)).toBeUndefined();
});

test.each([0, 1, 11, 28, 29, 1_000])("%i bytes of one, or of anything, are none", (length) => {
  expect(openCopy("secret", "room:a", sealed.subarray(0, length))).toBeUndefined();
  expect(openCopy("secret", "room:a", Buffer.alloc(length, "{"))).toBeUndefined();
});

test("one whose rows do not fit its numbers is none", () => {
  for (const wrong of [{ head: 3 }, { head: 0 }, { head: 1.5 }, { rows: [] }]) {
    expect(openCopy("secret", "room:a", sealCopy("secret", "room:a", { ...copy, ...wrong }))).toBeUndefined();
  }
  const broken = [{ seq: 9, json: "{\n}" }];
  expect(openCopy("secret", "room:a", sealCopy("secret", "room:a", { ...copy, rows: broken }))).toBeUndefined();
});
