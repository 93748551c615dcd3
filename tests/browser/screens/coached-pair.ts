import type { KindDocument } from "@parlor/protocol";
import type { Page } from "playwright-core";
import { makeKind } from "../../support/rest.ts";
import { hears, say } from "../support/acts.ts";
import type { House, VisitOptions } from "../support/house.ts";

/** Somebody of the demonstration, in a window of their own. */
export async function comeAs(house: House, role: string, path: string, options: VisitOptions = {}): Promise<Page> {
  const page = await house.visit({ ...options, path: `${path}${path.includes("?") ? "&" : "?"}as=${role}` });
  await page.locator(".parlor-me").waitFor({ state: "attached" });
  return page;
}

export const lobbyPath = (lobby: string): string => `/chat/lobby/${lobby}`;

/** A lobby of one's own, with tasks to play as researchers have them. */
export const makeLobby = (house: House, lobby: string, changes: Partial<KindDocument> = {}): Promise<void> =>
  makeKind(`${house.url}/`, "coached", lobby, {
    scenarios: {
      gift: {
        title: "A present for a friend",
        text: "A friend of yours moves into her **first flat**. She drinks a lot of tea, and owns one cup.\n\n- Find a present that she would use every day.\n- You do not know her kitchen.",
        constraint: "You can spend 40 €, and it has to be here by Friday.",
      },
      breakfast: { title: "A better breakfast", text: "Your coffee is bad. Find out why, and change it." },
    },
    ...changes,
  });

export const seatOf = (page: Page, subject: string) =>
  page.locator(".parlor-lobby-room").filter({ hasText: subject }).locator("button");

export interface Pair {
  readonly assistant: Page;
  readonly client: Page;
}

/** Ada and Ben sit in the room about tea, and their conversation has begun. */
export async function sitDown(
  house: House,
  lobby: string,
  options: { readonly assistant?: VisitOptions; readonly client?: VisitOptions } = {},
): Promise<Pair> {
  const assistant = await comeAs(house, "assistant", lobbyPath(lobby), options.assistant);
  const client = await comeAs(house, "client", `${lobbyPath(lobby)}?scenario=gift`, options.client);
  await client.locator('.parlor-lobby-room[data-seat="free"]', { hasText: "Tea" }).locator("button").click();
  await client.locator('.parlor-session[data-phase="waiting"]').waitFor();
  await assistant.locator('.parlor-lobby-room[data-seat="waits-for-me"] button').click();
  for (const page of [client, assistant]) {
    await page.locator('.parlor-session:not([data-phase="waiting"])').waitFor();
  }
  return { assistant, client };
}

/** What two people would say. */
export async function talk({ assistant, client }: Pair): Promise<void> {
  await say(client, "Hello! I am looking for a present. My friend drinks a lot of green tea.");
  await hears(assistant, "green tea");
  await say(assistant, "What a nice idea. Does she have a pot, and what may it cost?");
  await hears(client, "what may it cost");
  await say(client, "She has one cup, and that is all. Up to 40 €.");
  await hears(assistant, "Up to 40");
}
