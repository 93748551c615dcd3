import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { comeIn, hears, message, openRoom, say } from "./support/acts.ts";
import { House } from "./support/house.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, 60_000);
afterAll(() => house.close());
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

test("two guests talk, at a desk and on a phone", async () => {
  const ana = await comeIn(house, "Ana");
  const room = await openRoom(ana, "Workout tips", "What works for you");
  const bo = await comeIn(house, "Bo", { size: "phone", path: room });
  await bo.locator("textarea").waitFor();

  await say(bo, "Hello, I am **new** here");
  await hears(ana, "Hello, I am new here");
  expect(await message(ana, "Hello").locator("strong").textContent()).toBe("new");

  await say(ana, "Welcome!");
  await hears(bo, "Welcome!");
}, 30_000);
