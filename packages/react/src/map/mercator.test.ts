import { expect, test } from "bun:test";
import { locationOf, pixelOf, tilesAround, tileUrl } from "./mercator.ts";

const GATE = { lat: 52.51627, lng: 13.3777 };

test("a place lies on the tile that OpenStreetMap has for it", () => {
  const [tile] = tilesAround(GATE, 16, 1, 1);
  // As the slippy map's own formula gives it for the Brandenburg Gate.
  expect(tile && tileUrl("https://tiles.example/{z}/{x}/{y}.png", tile)).toBe(
    "https://tiles.example/16/35203/21493.png",
  );
});

test.each([GATE, { lat: -33.85678, lng: 151.2153 }, { lat: 0, lng: 0 }, { lat: 64.1, lng: -179.9 }])(
  "there and back again, %j is where it was",
  (place) => {
    const back = locationOf(pixelOf(place, 16), 16);
    expect(back.lat).toBeCloseTo(place.lat, 5);
    expect(back.lng).toBeCloseTo(place.lng, 5);
  },
);

test("tiles cover the whole window without a gap", () => {
  const tiles = tilesAround(GATE, 16, 600, 300);
  const lefts = [...new Set(tiles.map(({ left }) => left))].toSorted((a, b) => a - b);
  expect(lefts[0]).toBeLessThanOrEqual(0);
  expect(lefts.at(-1)).toBeGreaterThan(600 - 256 - 1);
  for (const [index, left] of lefts.slice(1).entries()) expect(left - (lefts[index] ?? 0)).toBe(256);
});

test("east of the date line comes the west, and beyond the poles nothing", () => {
  expect(tilesAround({ lat: 0, lng: 179.99 }, 4, 600, 10).map(({ x }) => x)).toContain(0);
  expect(tilesAround({ lat: 85, lng: 0 }, 2, 10, 2_000).every(({ y }) => y >= 0 && y < 4)).toBe(true);
  expect(pixelOf({ lat: 90, lng: 0 }, 2).y).toBeCloseTo(0, 0);
});
