import type { Page } from "playwright-core";
import { hears, say } from "../support/acts.ts";
import { comeAs } from "./coached-pair.ts";
import type { House, VisitOptions } from "../support/house.ts";

type Shot = (name: string, options: VisitOptions, arrive: (options: VisitOptions) => Promise<Page>) => Promise<void>;

/** Somebody else's page with a chat in its corner, and the gallery of the kit. */
export async function takeEmbed(house: House, shot: Shot): Promise<void> {
  const mia = await comeAs(house, "member", "/chat/general");
  await say(mia, "Good morning! Ask us whatever you want to know about your plants.");
  await hears(mia, "Good morning");
  const shop = async (options: VisitOptions) => {
    const page = await house.visit({ ...options, path: "/embed" });
    await page.locator('parlor-chat [part="bubble"]').click();
    await page.locator('parlor-chat [part="panel"] textarea').waitFor();
    return page;
  };
  await shot("embed", {}, shop);
  await shot("embed-phone-dark", { size: "phone", theme: "dark" }, shop);
  await shot("gallery", {}, async (options) => {
    const page = await house.visit({ ...options, path: "/gallery" });
    await page.locator(".parlor-scene").first().waitFor();
    return page;
  });
}
