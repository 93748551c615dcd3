import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { FitnessRoom } from "./screens/fitness-room.ts";
import { comeIn, message } from "./support/acts.ts";
import { findings } from "./support/findings.ts";
import { House, type VisitOptions } from "./support/house.ts";

let house: House;
let fitness: FitnessRoom;
beforeAll(async () => {
  house = await House.open();
  fitness = await FitnessRoom.furnish(house.url);
}, 60_000);
afterAll(async () => {
  fitness.leave();
  await house.close();
});
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

const LOOKS: readonly VisitOptions[] = [
  { size: "desktop", theme: "light", language: "en" },
  { size: "phone", theme: "dark", language: "ar" },
];

test.each(LOOKS)(
  "axe finds nothing at the door (%j)",
  async (look) => {
    const page = await house.visit(look);
    expect(await findings(page)).toEqual([]);
    // What an empty field asks for stands where the lines of the page begin.
    const name = page.locator("main input").first();
    expect(await name.evaluate((input) => getComputedStyle(input).direction)).toBe(
      look.language === "ar" ? "rtl" : "ltr",
    );
    await name.fill("Ana");
    expect(await name.evaluate((input) => getComputedStyle(input).direction)).toBe("ltr");
  },
  30_000,
);

test.each(LOOKS)(
  "axe finds nothing in a room, its menu, its emoji and its dialogs (%j)",
  async (look) => {
    const page = await inRoom(look);
    expect(await findings(page)).toEqual([]);

    await message(page, "Seven it is").locator("xpath=..").focus();
    await page.keyboard.press("Enter");
    await page.locator(".parlor-menu").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press("Escape");

    await page.locator(".parlor-composer .parlor-icon-button").click();
    await page.locator(".parlor-emoji-grid button").first().waitFor();
    // Of two thousand alike, a dozen tell as much.
    await page.locator(".parlor-emoji-picker input").fill("rocket");
    expect(await findings(page)).toEqual([]);
    // Once for what was searched for, once for the picker.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.locator(".parlor-emoji-picker").waitFor({ state: "detached" });
    // At once, the second time. On a phone, the keyboard would come up with the field.
    await page.locator(".parlor-composer .parlor-icon-button").click();
    const focused = look.size === "phone" ? ".parlor-emoji-grid" : ".parlor-emoji-picker input";
    await page.waitForFunction((part) => document.activeElement?.matches(part), focused);
    await page.keyboard.press("Escape");

    if (look.size === "phone") {
      await page.locator("[data-back]").click();
      await page.waitForURL(`${house.url}/chat`);
      // The only pane now, and with that the main one.
      await page.getByRole("main").locator(".parlor-rooms-scroller").waitFor();
      expect(await findings(page)).toEqual([]);
    }
    for (const button of ["header button >> nth=0", "header button >> nth=1", "footer button >> nth=0"]) {
      await page.locator(`.parlor-rooms-pane >> ${button}`).click();
      await page.locator("dialog").waitFor();
      expect(await findings(page, "dialog")).toEqual([]);
      // Empty, a field begins where the page does, also without words of its own to show.
      const directions = await page
        .locator('dialog input:not([type="radio"])')
        .evaluateAll((fields) => fields.map((field) => getComputedStyle(field).direction));
      expect(new Set(directions).has(look.language === "ar" ? "ltr" : "rtl")).toBe(false);
      await page.keyboard.press("Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
    }
  },
  60_000,
);

test("with four times the letters, everything is still within the screen", async () => {
  // 1440 pixels at 400 % are 360.
  const page = await inRoom({ size: "phone" });
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.locator("textarea").fill("still here");
  expect(await page.locator(".parlor-send").isVisible()).toBe(true);
}, 30_000);

test("what one touches is large enough for a finger", async () => {
  const page = await inRoom({ size: "phone" });
  expect(await smallTargets(page)).toEqual([]);
  await page.locator(".parlor-composer .parlor-icon-button").click();
  await page.locator(".parlor-emoji-grid button").first().waitFor();
  expect(await smallTargets(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator("[data-back]").click();
  await page.locator(".parlor-rooms-pane footer button").click();
  await page.locator("dialog").waitFor();
  expect(await smallTargets(page)).toEqual([]);
}, 30_000);

test("whoever wants less motion is shown none", async () => {
  const page = await inRoom({});
  const moving = () =>
    page.evaluate(() => {
      const lasts = (times: string) => times.split(",").some((time) => Number.parseFloat(time) > 0.01);
      return [...document.querySelectorAll("*")]
        .filter((one) => {
          const style = getComputedStyle(one);
          const runs = style.animationName !== "none" && lasts(style.animationDuration);
          return runs || lasts(style.transitionDuration) || style.scrollBehavior === "smooth";
        })
        .map((one) => one.className);
    });
  expect(await moving()).not.toEqual([]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving()).toEqual([]);
}, 30_000);

test.each(["en", "ar"] as const)(
  "on a phone that lies on its side, nothing is behind its notch (%s)",
  async (language) => {
    const page = await inRoom({ size: "phone", language });
    await page.setViewportSize({ width: 844, height: 390 });
    const notch = 47;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setSafeAreaInsetsOverride", { insets: { left: notch, right: notch } });
    await page.waitForFunction(
      (width) =>
        [".parlor-send", ".parlor-me"].every((part) => {
          const place = document.querySelector(part)?.getBoundingClientRect();
          return place && place.left >= width && place.right <= innerWidth - width;
        }),
      notch,
    );
  },
  30_000,
);

test("whoever comes in and goes out by keyboard goes on where they came to", async () => {
  const page = await house.visit({ path: `/chat/${encodeURIComponent(fitness.id)}` });
  const hasFocus = (part: string) =>
    page.waitForFunction((part) => document.activeElement?.matches(`main.parlor-${part}`), part);
  await page.locator("main input").first().waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ana");
  await page.keyboard.press("Enter");
  await hasFocus("conversation");

  await page.locator(".parlor-me ~ button").press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).press("Enter");
  await hasFocus("start");
}, 30_000);

test("new messages are told to those who hear the page, and old ones are not", async () => {
  const page = await inRoom({});
  const said = page.locator('.parlor-announcer [role="status"]').first();
  expect(await said.textContent()).toBe("");
  await fitness.mia.send("Something new");
  await page.waitForFunction(() => document.querySelector(".parlor-announcer")?.textContent?.includes("Mia Hoffmann"));
  expect(await said.textContent()).toBe("New message from Mia Hoffmann");
}, 30_000);

async function inRoom(options: VisitOptions): Promise<Page> {
  const page = await comeIn(house, "Ana", { ...options, path: `/chat/${encodeURIComponent(fitness.id)}` });
  await message(page, "Seven it is").waitFor();
  return page;
}

/** What a finger can hit across less than 44 pixels. Links between words are as high as their words. */
async function smallTargets(page: Page): Promise<string[]> {
  // Nothing is at its place before it has come to rest.
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== "running"));
  return page.evaluate(() => {
    const ENOUGH_PX = 44;
    const elsewhere = "[inert], .parlor-text, .parlor-hidden, .parlor-skips";
    const isHit = (target: Element, x: number, y: number) => target.contains(document.elementFromPoint(x, y));
    return [...document.querySelectorAll("button, a, input, select, textarea")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(elsewhere))
      .map((one) => one.closest("label") ?? one)
      .filter((target) => {
        const { x, y, width, height } = target.getBoundingClientRect();
        const middle = { x: x + width / 2, y: y + height / 2 };
        const edge = ENOUGH_PX / 2 - 1;
        // Scrolled half out of view, it may be touched where it is in view.
        const view = (target.closest(".parlor-scroller, .parlor-emoji-grid") ?? document.body).getBoundingClientRect();
        const isAll = middle.y - edge >= view.top && middle.y + edge <= view.bottom;
        if (!isAll || !isHit(target, middle.x, middle.y)) return false;
        return !(
          isHit(target, middle.x, middle.y - edge) &&
          isHit(target, middle.x, middle.y + edge) &&
          isHit(target, middle.x - edge, middle.y) &&
          isHit(target, middle.x + edge, middle.y)
        );
      })
      .map((target) => target.getAttribute("aria-label") ?? target.textContent);
  });
}
