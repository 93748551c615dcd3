import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { comeAs } from "./screens/coached-pair.ts";
import { hears, message, say } from "./support/acts.ts";
import { findings } from "./support/findings.ts";
import { House, type VisitOptions } from "./support/house.ts";

let house: House;
beforeAll(async () => {
  house = await House.demonstrating();
}, 60_000);
afterAll(() => house.close());
afterEach(async () => {
  await house.closeWindows();
  expect(house.faults.splice(0)).toEqual([]);
});

async function interview(role: string, options: VisitOptions = {}): Promise<Page> {
  const page = await comeAs(house, role, "/chat/interview", options);
  await page.locator(".parlor-split textarea").waitFor();
  return page;
}

const divider = (page: Page) => page.getByRole("separator", { name: /^Divider|الفاصل/ });
const share = async (page: Page) => Number(await divider(page).getAttribute("aria-valuenow"));
const widthOfHost = (page: Page) =>
  page.locator(".parlor-split-host").evaluate((host) => host.getBoundingClientRect().width);

test("two people talk beside a place for the host app", async () => {
  const [mia, max] = [await interview("member"), await interview("moderator")];
  await say(mia, "Shall we begin?");
  await hears(max, "Shall we begin?");
  expect(await mia.locator(".parlor-split-host").textContent()).toContain("Here is room for your own app");
}, 30_000);

test("the divider is moved by keyboard and mouse, and stays where it was put", async () => {
  const page = await interview("member");
  const before = await widthOfHost(page);
  await divider(page).focus();
  await page.keyboard.press("ArrowLeft");
  expect(await share(page)).toBe(58);
  expect(await widthOfHost(page)).toBeLessThan(before);
  await page.keyboard.press("End");
  expect(await share(page)).toBe(80);

  const box = (await divider(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const split = (await page.locator(".parlor-split").boundingBox()) ?? { x: 0, width: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(split.x + split.width * 0.4, box.y + 60, { steps: 4 });
  await page.mouse.up();
  expect(await share(page)).toBe(40);
  await page.reload();
  await page.locator(".parlor-split textarea").waitFor();
  expect(await share(page)).toBe(40);
}, 30_000);

test("in a language that runs the other way, arrows still move it where they point", async () => {
  const page = await interview("member", { language: "ar" });
  await divider(page).focus();
  await page.keyboard.press("ArrowLeft");
  expect(await share(page)).toBe(62);
}, 30_000);

test("on a phone the two lie below one another", async () => {
  const page = await interview("member", { size: "phone", theme: "dark" });
  expect(await divider(page).getAttribute("aria-orientation")).toBe("horizontal");
  await divider(page).focus();
  await page.keyboard.press("ArrowUp");
  expect(await share(page)).toBe(58);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await findings(page)).toEqual([]);
}, 30_000);

test("where there is little room for the conversation, its newest message is in view", async () => {
  const mia = await interview("member");
  for (const nth of [1, 2, 3, 4]) await say(mia, `line ${nth}`);
  await hears(mia, "line 4");
  for (const size of ["phone", "tablet"] as const) {
    const page = await interview("moderator", { size });
    const list = await page.locator(".parlor-scroller").elementHandle();
    const isInView = () =>
      page.waitForFunction((view) => view && view.scrollTop + view.clientHeight >= view.scrollHeight - 1, list);
    await message(page, "line 4").waitFor();
    await isInView();
    // As a soft keyboard leaves it.
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: 620 });
    await isInView();
    // Or it would be there wherever the list stands.
    expect(await list?.evaluate((view) => view.scrollHeight - view.clientHeight)).toBeGreaterThan(100);
  }
}, 40_000);
