import type { Page } from "playwright-core";
import type { House, VisitOptions } from "./house.ts";

/** Comes in as a guest, and waits until the rooms are there. */
export async function comeIn(house: House, name: string, options: VisitOptions = {}): Promise<Page> {
  const page = await house.visit(options);
  await page.locator("main input").first().fill(name);
  await page.keyboard.press("Enter");
  await page.locator(".parlor-panes").waitFor();
  await page.locator(".parlor-me").waitFor({ state: "attached" });
  return page;
}

/** Opens a room for everybody, and returns its address. */
export async function openRoom(page: Page, title: string, description = ""): Promise<string> {
  await page
    .getByRole("button", { name: /^(?:Open a room|افتح غرفة)$/ })
    .first()
    .click();
  const dialog = page.locator("dialog");
  await dialog.locator("input").nth(0).fill(title);
  await dialog.locator("input").nth(1).fill(description);
  const before = page.url();
  await dialog.locator('button[type="submit"]').click();
  await page.waitForURL((url) => url.href !== before);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.locator("textarea").waitFor();
  return new URL(page.url()).pathname;
}

export async function say(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  // On a touch screen, Enter is a new line.
  await page.locator(".parlor-send").click();
}

export const messages = (page: Page) => page.locator(".parlor-message");
/** The last one that says this, or in the place of which this stands. Quotes above an answer do not count. */
export const message = (page: Page, text: string) =>
  messages(page)
    .filter({ has: page.locator(".parlor-text, .parlor-deleted").filter({ hasText: text }) })
    .last();

/** Has arrived and is confirmed. */
export async function hears(page: Page, text: string): Promise<void> {
  await page.locator('.parlor-message[data-stage="confirmed"]').filter({ hasText: text }).last().waitFor();
}
