import { beforeEach, expect, test } from "bun:test";
import { Sight } from "./sight.ts";

let now = 0;
let sight: Sight;
beforeEach(() => {
  now = 0;
  sight = new Sight(() => now, 1_000);
});

test("a server that does not know who else lives does not see clearly, and one that is alone does", () => {
  expect(sight.isClear).toBe(false);
  sight.found([]);
  expect(sight.isClear).toBe(true);
});

test("one that begins is missed at once when it is not heard, before the store was asked about it", () => {
  sight.found([]);
  sight.introduced("new");
  expect(sight.isClear).toBe(true);
  sight.fellSilent("new");
  expect(sight.isClear).toBe(false);
});

test("all others that live have to have said whom they have", () => {
  sight.found(["a", "b"]);
  sight.introduced("a");
  expect(sight.isClear).toBe(false);
  sight.introduced("b");
  expect(sight.isClear).toBe(true);
  sight.fellSilent("a");
  expect(sight.isClear).toBe(false);
  // It does not live any more, as the store says: then its people are gone.
  sight.found(["b"]);
  expect(sight.isClear).toBe(true);
  sight.lost();
  expect(sight.isClear).toBe(false);
});

test("a server that was stopped sees nothing until it has heard of the others again, whatever it does first", () => {
  sight.found(["a"]);
  sight.introduced("a");
  now += 1_000;
  expect(sight.beat()).toBe(false);
  now += 20_000;
  expect(sight.isClear).toBe(false);
  expect(sight.beat()).toBe(true);
  expect(sight.isClear).toBe(false);
  sight.introduced("a");
  expect(sight.isClear).toBe(false);
  sight.found(["a"]);
  expect(sight.isClear).toBe(true);
});
