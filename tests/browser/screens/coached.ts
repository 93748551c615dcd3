import type { Page } from "playwright-core";
import type { House, VisitOptions } from "../support/house.ts";
import { hears, say } from "../support/acts.ts";
import { comeAs, lobbyPath, makeLobby, sitDown, talk } from "./coached-pair.ts";

/** Takes a picture under a name; the window stays as it is. */
export type Take = (name: string, page: Page) => Promise<void>;

const LOOKS: Readonly<Record<string, VisitOptions>> = {
  "": {},
  "-dark": { theme: "dark" },
  "-tablet": { size: "tablet" },
  "-phone": { size: "phone" },
  "-phone-dark": { size: "phone", theme: "dark" },
  "-ar": { language: "ar" },
  "-phone-ar": { size: "phone", language: "ar" },
};

const LOBBY = "coached";
const SEATS = { total: 2, roles: { assistant: { max: 1, reserved: 1 } }, keepFor: "100ms" };
const SESSION = { starts: "when-full", lasts: "17m", leftAlone: "100ms", onEnd: "lobby" } as const;

/** The coached conversation from both sides, and the interview. */
export async function takeCoached(house: House, take: Take): Promise<void> {
  // Nobody's seat waits for them long, so that the next pair finds it free.
  await makeLobby(house, LOBBY, { seats: SEATS, session: SESSION });
  const nobody = await comeAs(house, "client", lobbyPath(LOBBY));
  await nobody.locator(".parlor-lobby-empty").waitFor();
  await take("lobby-empty", nobody);

  for (const [look, options] of Object.entries(LOOKS)) {
    await takeConversation(house, look, options, take);
    await house.closeWindows();
  }
  await interviewed(house);
  for (const [look, options] of Object.entries(LOOKS)) {
    const page = await comeAs(house, "member", "/chat/interview", options);
    await page.locator(".parlor-split textarea").waitFor();
    await take(`interview${look}`, page);
  }
  await house.closeWindows();

  const waiting = await comeAs(house, "assistant", lobbyPath(LOBBY));
  await waiting.locator(".parlor-lobby-room button").first().click();
  await waiting.locator(".parlor-session").waitFor();
  const { pathname } = new URL(waiting.url());
  for (const [look, options] of Object.entries({ "": {}, "-phone-dark": LOOKS["-phone-dark"] })) {
    const page = await comeAs(house, "client", pathname, options);
    await page.locator(".parlor-seat-offer").waitFor();
    await take(`seat-offer${look}`, page);
  }
  await house.closeWindows();
}

async function interviewed(house: House): Promise<void> {
  const [mia, max] = [
    await comeAs(house, "member", "/chat/interview"),
    await comeAs(house, "moderator", "/chat/interview"),
  ];
  await say(max, "Hello Mia! Take your time: how would you find the longest word in a list?");
  await hears(mia, "Take your time");
  await say(mia, "I would go through it once, and keep the longest so far.");
  await hears(max, "longest so far");
  await say(max, "And if two are equally long?");
  await hears(mia, "equally long");
  await house.closeWindows();
}

async function takeConversation(house: House, look: string, options: VisitOptions, take: Take): Promise<void> {
  const { assistant, client } = await sitDown(house, LOBBY, { assistant: options, client: options });
  const visitor = await comeAs(house, "participant", lobbyPath(LOBBY), options);
  await visitor.locator('.parlor-lobby-room[data-seat="taken"]').waitFor();
  await take(`lobby${look}`, visitor);

  await talk({ assistant, client });
  await take(`coached-client${look}`, client);
  const tab = (page: Page, name: string) => page.locator(`[data-tab="${name}"]`).click();
  if (options.size !== undefined) {
    await tab(client, "brief");
    await take(`coached-instructions${look}`, client);
    await tab(client, "conversation");
  }
  await tab(assistant, "products");
  await assistant.locator(".parlor-item").first().waitFor();
  await take(`coached-products${look}`, assistant);
  await tab(assistant, "search");
  await assistant.locator(".parlor-search-engine input").fill("green tea");
  await assistant.keyboard.press("Enter");
  await assistant.locator(".parlor-share").first().click();
  await client.locator(".parlor-shared-card").waitFor();
  await take(`coached-search${look}`, assistant);

  await client.locator(".parlor-room-header .parlor-icon-button").nth(1).click();
  await client.locator("dialog").waitFor();
  await take(`coached-leaving${look}`, client);
  await client.locator("dialog [data-dangerous]").click();
  await client.locator(".parlor-lobby-rooms").waitFor();
  await assistant.locator(".parlor-ending").waitFor();
  await take(`coached-ending${look}`, assistant);
}
