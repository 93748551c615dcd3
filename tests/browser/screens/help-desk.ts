import type { Page } from "playwright-core";
import { hears, say } from "../support/acts.ts";
import { askFor, comeAs, requestIn, standAt, takeOldest } from "../support/desk.ts";
import { House, type VisitOptions } from "../support/house.ts";
import { TileServer } from "../support/tiles.ts";

type Shot = (name: string, options: VisitOptions, arrive: (options: VisitOptions) => Promise<Page>) => Promise<void>;

/** The help desk of the demonstration, from both sides. */
export async function takeHelpDesk(shot: Shot): Promise<void> {
  const tiles = new TileServer();
  const house = await House.demonstrating({ MAP_TILES: tiles.template });
  try {
    await shot("try-it-as", {}, async (options) => {
      const page = await house.visit(options);
      await page.locator(".parlor-try-as").waitFor();
      return page;
    });
    const pia = await comeAs(house, "participant");
    await standAt(pia, 52.51627, 13.3777);
    await pia.locator(".parlor-share-where").click();
    await pia.getByText("They will see where you are.").waitFor();
    await askFor(pia, "Lost blue backpack", "I left it near the left tower of the main stage, half an hour ago.");
    await pia.locator(".parlor-my-place").waitFor();
    await ask(house, "member", "First aid", "Somebody fell at the north gate. We need a plaster.");
    await ask(house, "client", "Parking", "My ticket does not open the barrier.");

    await shot("desk-ask-phone", { size: "phone" }, (options) => comeAs(house, "assistant", "/desk/help/new", options));
    const waiting = async (options: VisitOptions) => {
      const page = await comeAs(house, "member", "/desk/help", options);
      await page.locator(".parlor-request").first().click();
      await page.locator(".parlor-my-place h2", { hasText: /2|٢/ }).waitFor();
      return page;
    };
    await shot("desk-place", { theme: "dark" }, waiting);
    await shot("desk-place-phone-ar", { size: "phone", language: "ar" }, waiting);

    const board = async (options: VisitOptions) => {
      const page = await comeAs(house, "organizer", "/desk/help", options);
      await requestIn(page, "waiting", "Lost blue backpack").waitFor();
      return page;
    };
    await shot("desk-board-phone", { size: "phone" }, board);
    await shot("desk-waiting", {}, async (options) => {
      const page = await board(options);
      await requestIn(page, "waiting", "Lost blue backpack").click();
      await drawn(page);
      return page;
    });

    const olga = await board({});
    await takeOldest(olga);
    await say(olga, "Hello Pia! Somebody brought a blue one to the north gate.");
    await pia.locator("textarea").waitFor();
    await say(pia, "That could be mine. I am on my way!");
    await hears(olga, "I am on my way");
    const max = await comeAs(house, "moderator");
    await takeOldest(max);

    const helping = async (options: VisitOptions) => {
      const page = await comeAs(house, "organizer", "/desk/help", options);
      await requestIn(page, "mine", "Lost blue backpack").click();
      await hears(page, "I am on my way");
      return page;
    };
    const withMap = async (options: VisitOptions) => {
      const page = await helping(options);
      await drawn(page);
      return page;
    };
    await shot("desk-conversation", {}, withMap);
    await shot("desk-conversation-dark", { theme: "dark" }, withMap);
    await shot("desk-conversation-ar", { language: "ar" }, withMap);
    await shot("desk-conversation-tablet", { size: "tablet" }, helping);
    await shot("desk-conversation-phone", { size: "phone" }, helping);
    await shot("desk-details-phone-dark", { size: "phone", theme: "dark" }, async (options) => {
      const page = await helping(options);
      await page.locator(".parlor-people-button").click();
      await drawn(page);
      return page;
    });
    await shot("desk-hand-over", {}, async (options) => {
      const page = await helping(options);
      await page.getByRole("button", { name: "Hand over" }).click();
      return page;
    });
    await shot("desk-step-in-dark", { theme: "dark" }, async (options) => {
      const page = await comeAs(house, "moderator", "/desk/help", options);
      await requestIn(page, "others", "Lost blue backpack").click();
      await page.getByRole("button", { name: "Step in" }).click();
      return page;
    });
    await shot("desk-offer-phone", { size: "phone" }, async (options) => {
      const page = await helping(options);
      await requestIn(max, "waiting", "Parking").click();
      await max.getByRole("button", { name: "Ask a colleague" }).click();
      await max.locator("dialog").getByRole("button", { name: /^Olga/ }).click();
      await page.locator(".parlor-offer").waitFor();
      return page;
    });
    await shot("desk-chat-phone", { size: "phone" }, async (options) => {
      const page = await comeAs(house, "participant", "/desk/help", options);
      await page.locator(".parlor-request").first().click();
      await hears(page, "I am on my way");
      return page;
    });
    await olga.getByRole("button", { name: "Close the request" }).click();
    await olga.locator("dialog").getByRole("button", { name: "Solved" }).click();
    await olga.locator("dialog").getByRole("button", { name: "Close the request" }).click();
    await requestIn(olga, "archive", "Lost blue backpack").waitFor();
    const ended = async (options: VisitOptions) => {
      const page = await comeAs(house, "participant", "/desk/help", options);
      await requestIn(page, "archive", "Lost blue backpack").click();
      await page.locator(".parlor-ended").waitFor();
      return page;
    };
    await shot("desk-ended", {}, ended);
    await shot("desk-ended-phone-dark-ar", { size: "phone", theme: "dark", language: "ar" }, ended);
    for (const fault of house.faults) console.error(fault);
  } finally {
    await house.close();
    await tiles.stop();
  }
}

async function ask(house: House, role: string, subject: string, description: string): Promise<void> {
  const page = await comeAs(house, role);
  await askFor(page, subject, description);
  await page.locator(".parlor-my-place").waitFor();
  await page.context().close();
}

async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>(".parlor-tile")];
    return pictures.length > 0 && pictures.every((one) => one.complete && one.naturalWidth > 0);
  });
}
