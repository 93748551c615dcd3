import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { comeIn, hears, message, messages } from "./support/acts.ts";
import { Guest } from "./support/crowd.ts";
import { House } from "./support/house.ts";

let house: House;
let page: Page;
let room: string;
beforeAll(async () => {
  house = await House.open();
  const ida = await Guest.withToken(house.url, "ida", { scope: "server", name: "Ida" });
  // Where a line of its own could turn the words around it, it is refused.
  expect(await ida.openRoom("Room\u202Emoor").catch(String)).toContain("direction");
  room = await ida.openRoom("<b>Room</b>", "<img src=x onerror=alert(1)>");
  const view = await ida.enter(room);
  for (const text of TEXTS) await view.send(text);
  for (const name of NAMES) {
    const guest = await Guest.comeIn(house.url, name);
    await (await guest.enter(room)).send(`from ${name.length}`);
    guest.leave();
  }
  await view.send("the end");
  page = await comeIn(house, "Ana", { size: "phone", path: `/chat/${encodeURIComponent(room)}` });
  page.on("dialog", () => house.faults.push("a script of somebody else ran"));
  await hears(page, "the end");
  // High enough that every message is drawn.
  await page.setViewportSize({ width: 390, height: 6_000 });
  await message(page, "onload=").waitFor();
}, 60_000);
afterAll(() => house.close());
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

const NAMES = ["X", "W".repeat(64), "<i>n</i>", `Z${"\u0301".repeat(60)}`, "👩‍👩‍👧‍👦".repeat(5)];
const TEXTS = [
  `<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>`,
  "javascript:alert(1) [x](javascript:alert(1)) data:text/html,<script>alert(1)</script>",
  "https://example.com/\u202Egpj.exe and https://example.com/good",
  `before ${`Z${"\u0301\u0316".repeat(200)}`} after`,
  "😀".repeat(500),
  "w".repeat(500),
  `\`\`\`\n${"long ".repeat(90)}\n\`\`\``,
  "مرحبا بكم in one line with English",
  `${"> ".repeat(100)}deep`,
  `${"\n".repeat(100)}far below${"\n".repeat(100)}.`,
];

test("nothing that people write becomes an element, a script or a dangerous link", async () => {
  const found = await messages(page).evaluateAll((all) => ({
    elements: all.flatMap((one) => [...one.querySelectorAll("script, img, svg:not(.parlor-icon), iframe, b, i")])
      .length,
    links: all.flatMap((one) => [...one.querySelectorAll("a")].map((link) => link.getAttribute("href"))),
    text: all.map((one) => one.textContent).join("\n"),
  }));
  expect(found.elements).toBe(0);
  expect(found.text).toContain("<script>alert(1)</script>");
  expect(found.links.every((href) => href?.startsWith("https://example.com/"))).toBe(true);
  expect(found.links.length).toBeGreaterThan(0);
});

test("no character that turns the direction reaches the page", async () => {
  expect(await page.evaluate(() => /[\u202A-\u202E]/u.test(document.body.innerText + document.title))).toBe(false);
});

test("nothing is wider than the screen, and no message paints over another", async () => {
  const overflow = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth - innerWidth,
    rows: [...document.querySelectorAll(".parlor-message")]
      .map((row) => row.getBoundingClientRect().right)
      .filter((right) => right > innerWidth),
  }));
  expect(overflow).toEqual({ page: 0, rows: [] });
  const clipped = await page.evaluate(() =>
    [...document.querySelectorAll(".parlor-text")].every((text) => getComputedStyle(text).overflowY === "clip"),
  );
  expect(clipped).toBe(true);
});

test("who types is told in one line, however long their name is", async () => {
  const wide = await Guest.comeIn(house.url, "W".repeat(64));
  (await wide.enter(room)).typing();
  const line = page.locator('.parlor-typing [role="status"]', { hasText: /^W+… is typing$/ });
  await line.waitFor();
  const { isWhole, right } = await line.evaluate((words) => ({
    isWhole: words.scrollWidth <= words.clientWidth,
    right: words.getBoundingClientRect().right,
  }));
  expect(isWhole).toBe(true);
  expect(right).toBeLessThan(390);
  wide.leave();
});
