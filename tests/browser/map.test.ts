import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { askFor, comeAs, requestIn, standAt, takeOldest } from "./support/desk.ts";
import { findings } from "./support/findings.ts";
import { House } from "./support/house.ts";
import { TileServer } from "./support/tiles.ts";
import { say } from "./support/acts.ts";

let tiles: TileServer;
let house: House;
let pia: Page;
let olga: Page;
beforeAll(async () => {
  tiles = new TileServer();
  house = await House.demonstrating({ MAP_TILES: tiles.template, MAP_ATTRIBUTION: "© OpenStreetMap contributors" });
  pia = await comeAs(house, "participant");
  await standAt(pia, 52.51627, 13.3777);
  await pia.locator(".parlor-share-where").click();
  await pia.getByText("They will see where you are.").waitFor();
  await askFor(pia, "Lost", "Where am I?");
  await pia.locator(".parlor-my-place").waitFor();
  olga = await comeAs(house, "organizer");
  await requestIn(olga, "waiting", "Lost").waitFor();
}, 60_000);
afterAll(async () => {
  await house.close();
  await tiles.stop();
});
beforeEach(() => {
  tiles.isBroken = false;
  tiles.taken();
});
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

const map = (page: Page) => page.getByRole("application", { name: "Map: where Pia is" });
/** All pictures of the map have arrived. */
const drawn = (page: Page) =>
  page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>(".parlor-tile")];
    return pictures.length > 0 && pictures.every((one) => one.complete && one.naturalWidth > 0);
  });
/** How far the pin is from the middle of the map. */
const pinFromMiddle = (page: Page) =>
  map(page).evaluate((box) => {
    const pin = box.querySelector<HTMLElement>(".parlor-map-pin");
    return Math.round(Number.parseFloat(pin?.style.left ?? "") - box.clientWidth / 2);
  });

test("shows where somebody is, by keys nearer, farther and around, and follows where they go", async () => {
  await takeOldest(olga);
  await drawn(olga);
  // The tile that OpenStreetMap has for the Brandenburg Gate.
  expect(tiles.asked.map(({ path }) => path)).toContain("/16/35203/21493.svg");
  // Whose page it is, and nothing of what is on it.
  expect(new Set(tiles.asked.map(({ referrer }) => referrer))).toEqual(new Set([`${house.url}/`]));
  expect(await map(olga).getByText("© OpenStreetMap contributors").isVisible()).toBe(true);
  expect(await pinFromMiddle(olga)).toBe(0);

  expect(await findings(olga)).toEqual([]);
  await map(olga).focus();
  tiles.taken();
  await olga.keyboard.press("+");
  await olga.locator('.parlor-tile[src*="/17/"]').first().waitFor();
  await drawn(olga);
  expect(tiles.taken().map((path) => path.slice(0, 4))).toContain("/17/");
  await olga.keyboard.press("ArrowRight");
  expect(await pinFromMiddle(olga)).toBe(-64);
  await olga.keyboard.press("Home");
  expect(await pinFromMiddle(olga)).toBe(0);

  tiles.taken();
  await pia.context().setGeolocation({ latitude: 48.8584, longitude: 2.2945 });
  await pia.getByText("48.85840, 2.29450").waitFor();
  await say(pia, "I have gone to Paris");
  await olga.getByText("48.85840, 2.29450").waitFor();
  await olga.locator('.parlor-tile[src*="/16/33185/"]').first().waitFor();
  await drawn(olga);
  expect(tiles.taken()).toContain("/16/33185/22545.svg");
}, 60_000);

test("is coordinates while no picture can be had, and a map again when it can", async () => {
  tiles.isBroken = true;
  await olga.reload();
  await olga.getByText("The map cannot be loaded.").waitFor();
  expect(await olga.locator(".parlor-map").count()).toBe(0);
  expect(await olga.getByText("48.85840, 2.29450").isVisible()).toBe(true);

  tiles.isBroken = false;
  await olga.getByRole("button", { name: "Try again" }).click();
  await drawn(olga);
}, 30_000);

test("comes from where it is configured to come from, and no other place over plain HTTP", async () => {
  const stranger = new TileServer();
  const blocked = await olga.evaluate(
    (url) =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => resolve(violatedDirective));
        new Image().src = `${url}/1/1/1.svg`;
      }),
    stranger.origin,
  );
  expect(blocked).toBe("img-src");
  expect(stranger.asked).toEqual([]);
  house.faults.splice(0);
  await stranger.stop();
}, 30_000);
