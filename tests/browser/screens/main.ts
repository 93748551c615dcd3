// Takes a picture of every screen, for the README and for whoever changed the look:
// `npm run screens [folder] [part of a name]`.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { comeIn, hears, message, say } from "../support/acts.ts";
import { House, type VisitOptions } from "../support/house.ts";
import { takeCafe } from "./cafe.ts";
import { takeCoached } from "./coached.ts";
import { takeEmbed } from "./embed.ts";
import { FitnessRoom } from "./fitness-room.ts";
import { takeHelpDesk } from "./help-desk.ts";

const folder = resolve(process.argv[2] ?? join(import.meta.dir, "../../../docs/screens"));
const wanted = process.argv[3] ?? "";
mkdirSync(folder, { recursive: true });

const ROOMS: Readonly<Record<string, VisitOptions>> = {
  room: {},
  "room-dark": { theme: "dark" },
  "room-tablet": { size: "tablet" },
  "room-phone": { size: "phone" },
  "room-phone-dark": { size: "phone", theme: "dark" },
  "room-ar": { language: "ar" },
  "room-phone-ar": { size: "phone", language: "ar" },
};

const house = await House.open();
try {
  const fitness = await FitnessRoom.furnish(house.url);
  await takeAll(fitness);
  fitness.leave();
  for (const fault of house.faults) console.error(fault);
} finally {
  await house.close();
}
await takeHelpDesk(shot);

const demonstration = await House.demonstrating();
try {
  await takeCafe(demonstration, shot);
  await takeEmbed(demonstration, shot);
  await takeCoached(demonstration, take);
  for (const fault of demonstration.faults) console.error(fault);
} finally {
  await demonstration.close();
}

async function takeAll(fitness: FitnessRoom): Promise<void> {
  // One guest in all the pictures, or the room would fill with her.
  let ana: VisitOptions["left"];
  const asAna = async (options: VisitOptions, room: string): Promise<Page> => {
    const path = `/chat/${encodeURIComponent(room)}`;
    const page = ana
      ? await house.visit({ ...options, path, left: ana })
      : await comeIn(house, "Ana Petrova", { ...options, path });
    ana ??= await page.context().storageState({ indexedDB: true });
    return page;
  };
  const inRoom = async (options: VisitOptions): Promise<Page> => {
    const page = await asAna(options, fitness.id);
    await message(page, "Seven it is").waitFor();
    return page;
  };
  const emoji = async (options: VisitOptions): Promise<Page> => {
    const page = await inRoom(options);
    await page.locator(".parlor-composer .parlor-icon-button").click();
    await page.locator(".parlor-emoji-grid button").first().waitFor();
    return page;
  };

  await shot("start", {}, (options) => house.visit(options));
  await shot("start-phone-dark", { size: "phone", theme: "dark" }, (options) => house.visit(options));
  await shot("start-ar", { language: "ar" }, (options) => house.visit(options));
  for (const [name, options] of Object.entries(ROOMS)) await shot(name, options, inRoom);
  await shot("rooms-phone", { size: "phone" }, async (options) => {
    const page = await inRoom(options);
    await page.locator("[data-back]").click();
    return page;
  });
  await shot("people-phone", { size: "phone" }, async (options) => {
    const page = await inRoom(options);
    await page.locator(".parlor-people-button").click();
    return page;
  });
  await shot("tools", {}, async (options) => {
    const page = await inRoom(options);
    await message(page, "I wrote mine down").hover();
    return page;
  });
  await shot("menu-phone", { size: "phone" }, async (options) => {
    const page = await inRoom(options);
    await message(page, "Seven it is").locator("xpath=..").focus();
    await page.keyboard.press("Enter");
    return page;
  });
  await shot("emoji", {}, emoji);
  await shot("emoji-phone-dark", { size: "phone", theme: "dark" }, emoji);
  await shot("mention", {}, async (options) => {
    const page = await inRoom(options);
    await page.locator("textarea").pressSequentially("Thanks @");
    await page.locator(".parlor-suggestions").waitFor();
    return page;
  });
  await shot("reply-and-typing", { theme: "dark" }, async (options) => {
    const page = await inRoom(options);
    await message(page, "I wrote mine down").hover();
    await page.getByRole("button", { name: "Reply" }).click();
    await page.locator("textarea").fill("Thank you! I will try it");
    fitness.jonas.typing();
    await page.locator(".parlor-typing[data-shown]").waitFor();
    return page;
  });
  await shot("browse", {}, async (options) => {
    const page = await inRoom(options);
    await page.locator(".parlor-rooms-pane header button").first().click();
    await page.locator(".parlor-listed-room").first().waitFor();
    return page;
  });
  await shot("create-dark", { theme: "dark" }, async (options) => {
    const page = await inRoom(options);
    await page.locator(".parlor-rooms-pane header button").nth(1).click();
    return page;
  });
  await shot("settings-ar", { language: "ar", theme: "dark" }, async (options) => {
    const page = await inRoom(options);
    await page.locator(".parlor-rooms-pane footer button").first().click();
    return page;
  });
  await shot("delete-phone", { size: "phone" }, async (options) => {
    const page = await inRoom(options);
    await say(page, "Not for everybody to read");
    await hears(page, "Not for everybody to read");
    await message(page, "Not for everybody").locator("xpath=..").focus();
    await page.keyboard.press("Delete");
    return page;
  });
  await shot("unread", {}, async (options) => {
    const page = await inRoom(options);
    await page.goto(`${house.url}/chat`);
    await page.locator(".parlor-nothing").waitFor();
    await fitness.sara.send("Did anybody see my blue water bottle?");
    await fitness.mia.send("It is at the front desk, next to the towels.");
    await page.getByRole("link", { name: /Workout tips/ }).click();
    await page.locator(".parlor-unread").waitFor();
    return page;
  });
  await shot("no-room", {}, (options) => comeIn(house, "Nora", options));
  await shot("refused", {}, async (options) => {
    const page = await comeIn(house, "Nora", { ...options, path: "/chat/nowhere" });
    await page.locator(".parlor-nothing").waitFor();
    return page;
  });
  await shot("signed-out-phone", { size: "phone" }, async (options) => {
    const page = await house.visit(options);
    // A session that the server no longer knows.
    await page.evaluate(() => sessionStorage.setItem("parlor who", JSON.stringify({ as: "account" })));
    await page.reload();
    await page.locator(".parlor-reason").waitFor();
    return page;
  });
  await shot("closed", {}, async (options) => {
    const { room, id } = await fitness.openAnother("Saturday run", "Ten kilometres along the river");
    await room.send("We meet at nine at the bridge.");
    const page = await asAna(options, id);
    await message(page, "at the bridge").waitFor();
    await page.locator("textarea").fill("I may be five minutes late, please");
    await fitness.close(id, "It rains. We run on Sunday instead.");
    await page.locator(".parlor-kept-text").waitFor();
    return page;
  });
  await shot("offline-phone-dark", { size: "phone", theme: "dark" }, async (options) => {
    const page = await inRoom(options);
    await page.context().setOffline(true);
    await say(page, "On my way, see you at seven");
    await page.locator(".parlor-connection").waitFor();
    return page;
  });
  // The last one: it takes the server away.
  await shot("offline-dark", { theme: "dark" }, async (options) => {
    const page = await inRoom(options);
    await house.stopServer();
    await say(page, "On my way, see you at seven");
    await page.locator(".parlor-connection").waitFor();
    return page;
  });
}

async function shot(name: string, options: VisitOptions, arrive: (options: VisitOptions) => Promise<Page>) {
  if (!name.includes(wanted)) return;
  const page = await arrive(options);
  await take(name, page);
  await page.context().close();
}

async function take(name: string, page: Page): Promise<void> {
  if (!name.includes(wanted)) return;
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(name);
}
