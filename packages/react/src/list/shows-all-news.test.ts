import { expect, test } from "bun:test";
import { showsAllNews } from "./shows-all-news.ts";

const divider = { after: 7, unread: 2 };
const lost = { isBehind: true, divider, holes: [] };

test("a room that is up to date shows all that is new", () => {
  expect(showsAllNews({ isBehind: false, divider: undefined, holes: [] }, { name: "watching" })).toBe(true);
});

test("what is on the screen when the connection goes is still all that is new", () => {
  expect(showsAllNews(lost, { name: "opening" })).toBe(true);
  expect(showsAllNews({ ...lost, holes: [{ from: 2, to: 7 }] }, { name: "opening" })).toBe(true);
});

test("what lies in a hole was not seen", () => {
  expect(showsAllNews({ ...lost, holes: [{ from: 8, to: 20 }] }, { name: "opening" })).toBe(false);
  expect(showsAllNews(lost, { name: "watching" })).toBe(false);
});

test("a room that is opened again has its line of what is new first", () => {
  expect(showsAllNews({ ...lost, divider: undefined }, { name: "opening" })).toBe(false);
});

test("nothing is read in a room that one is not shown", () => {
  expect(showsAllNews(lost, { name: "refused", code: "not_a_member", message: "" })).toBe(false);
  expect(showsAllNews(lost, { name: "closed" })).toBe(false);
});
