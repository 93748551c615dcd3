import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { hears, message, messages } from "./support/acts.ts";
import { Guest } from "./support/crowd.ts";
import { House } from "./support/house.ts";

let house: House;
let bo: Guest;
const rooms = { first: "", second: "" };
beforeAll(async () => {
  house = await House.open();
  bo = await Guest.comeIn(house.url, "Bo Berg");
  rooms.first = await bo.openRoom("Keys");
  rooms.second = await bo.openRoom("Strings");
}, 60_000);
afterAll(async () => {
  bo.leave();
  await house.close();
});
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

test("a whole conversation goes by keyboard alone, and the focus is always somewhere and to be seen", async () => {
  const page = await house.visit();
  const keys = new Keys(page);
  await page.getByLabel("What shall we call you?").waitFor();
  await keys.tabTo('main input:not([type="radio"])');
  await page.keyboard.type("Ana");
  await keys.press("Enter");
  await page.locator(".parlor-me").waitFor({ state: "attached" });

  // Looks around, and goes into a room.
  await keys.tabTo(".parlor-rooms-pane header button");
  await keys.press("Enter");
  await page.locator(".parlor-listed-room").first().waitFor();
  await keys.tabTo('dialog button[aria-label$=": Keys"]');
  await keys.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Keys" }).waitFor();
  const room = await bo.enter(rooms.first);
  await room.send("Hello, whoever comes");
  await hears(page, "Hello, whoever comes");

  // Writes, mentions, and mends it by arrow-up.
  await keys.tabTo("textarea");
  await page.keyboard.type("Good mornin, @bo");
  await page.getByRole("option", { name: "Bo Berg" }).waitFor();
  await keys.press("ArrowDown");
  await keys.press("Enter");
  await keys.press("Enter");
  await hears(page, "Good mornin, @Bo Berg");
  await keys.press("ArrowUp");
  await page.locator(".parlor-context").waitFor();
  await page.keyboard.type("!");
  await keys.press("Enter");
  await message(page, "Good mornin").getByText("edited").waitFor();

  // Reacts with the picker, replies, deletes.
  await keys.press("Shift+Tab");
  await keys.press("ArrowUp");
  await keys.press("+");
  await page.getByPlaceholder("Search emoji").waitFor();
  await page.keyboard.type("rocket");
  await page.locator(".parlor-emoji-grid button").first().waitFor();
  await keys.press("Enter");
  await page.locator(".parlor-reaction", { hasText: "🚀" }).waitFor();
  await keys.press("r");
  await page.keyboard.type("an answer to take back");
  await keys.press("Enter");
  await hears(page, "an answer to take back");
  await keys.press("Shift+Tab");
  await keys.press("Delete");
  await page.getByRole("dialog").waitFor();
  await keys.tabTo("dialog button", "Delete");
  await keys.press("Enter");
  await message(page, "You deleted this message").waitFor();
  expect(await messages(page).filter({ hasText: "an answer to take back" }).count()).toBe(0);

  // Another room out of the list of all, back by the list of one's own, and there again by its name.
  await keys.tabTo(".parlor-rooms-pane header button");
  await keys.press("Enter");
  await keys.tabTo('dialog button[aria-label$=": Strings"]');
  await keys.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Strings" }).waitFor();
  await keys.tabTo("a.parlor-room", "Keys");
  await keys.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Keys" }).waitFor();
  await keys.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("stri");
  await page.getByRole("option", { name: "Strings" }).waitFor();
  await keys.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Strings" }).waitFor();

  // The people, and out.
  await keys.tabTo(".parlor-people-button");
  await keys.press("Enter");
  await page.locator(".parlor-people-pane").waitFor({ state: "detached" });
  await keys.press("Enter");
  await page.locator(".parlor-people-pane").waitFor();
  await keys.tabTo(".parlor-me ~ button");
  await keys.press("Enter");
  await keys.tabTo("dialog button", "Sign out");
  await keys.press("Enter");
  await page.getByLabel("What shall we call you?").waitFor();
  await keys.isSomewhere();
}, 90_000);

const MOST_TABS = 60;

/** A person without a mouse. */
class Keys {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
    await this.isSomewhere();
  }

  /** Goes on until the focus is on what is meant. */
  async tabTo(selector: string, text = ""): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await this.#isOn(selector, text)) return this.#isSeen();
      // After the last thing comes the browser itself, and then the first.
      await this.#page.keyboard.press("Tab");
    }
    throw new Error(`one comes to no ${selector} ${text} by keyboard`);
  }

  /** What had the focus may be gone; then something else has it a moment later, and never nothing. */
  async isSomewhere(): Promise<void> {
    await this.#page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body);
  }

  #isOn(selector: string, text: string): Promise<boolean> {
    return this.#page.evaluate(
      ([wanted = "", words = ""]) => {
        const focused = document.activeElement;
        return focused?.matches(wanted) === true && focused.textContent.includes(words);
      },
      [selector, text],
    );
  }

  /** By its outline, or by that of the frame around it. */
  async #isSeen(): Promise<void> {
    const shown = await this.#page.evaluate(() => {
      const focused = document.activeElement;
      return [focused, focused?.closest(".parlor-field"), focused?.closest("label")]
        .filter((one) => one instanceof Element)
        .map((one) => getComputedStyle(one))
        .some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none");
    });
    expect(shown).toBe(true);
  }
}
