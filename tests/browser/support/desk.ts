import type { Page } from "playwright-core";
import type { House, VisitOptions } from "./house.ts";

/** A window as somebody of the demonstration. */
export async function comeAs(
  house: House,
  role: string,
  path = "/desk/help",
  options: VisitOptions = {},
): Promise<Page> {
  const page = await house.visit({ ...options, path: `/?as=${role}` });
  await page.locator(".parlor-me").waitFor({ state: "attached" });
  await page.goto(house.url + path);
  await page.locator("main").waitFor({ state: "attached" });
  return page;
}

export async function askFor(page: Page, subject: string, description: string): Promise<void> {
  await page.locator("[data-ask] input").first().fill(subject);
  await page.locator("[data-ask] textarea").fill(description);
  await page.locator('[data-ask] button[type="submit"]').click();
}

/** A request in one of the lists of the desk. */
export const requestIn = (page: Page, list: string, text: string | RegExp) =>
  page.locator(`[data-list="${list}"] .parlor-request`, { hasText: text });

/** The oldest is one's own now, and its conversation is on the screen. */
export async function takeOldest(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(?:Take the oldest|خذ الأقدم)$/ }).click();
  await page.locator("textarea").waitFor();
}

/** This device is here from now on, and may say so. */
export async function standAt(page: Page, latitude: number, longitude: number): Promise<void> {
  await page.context().grantPermissions(["geolocation"]);
  await page.context().setGeolocation({ latitude, longitude });
}
