import type { Page } from "playwright-core";
import { hears } from "../support/acts.ts";
import { Guest } from "../support/crowd.ts";
import type { House, VisitOptions } from "../support/house.ts";
import { comeAs } from "./coached-pair.ts";

type Shot = (name: string, options: VisitOptions, arrive: (options: VisitOptions) => Promise<Page>) => Promise<void>;

const LOOKS: Readonly<Record<string, VisitOptions>> = {
  "": {},
  "-dark": { theme: "dark" },
  "-ar": { language: "ar" },
  "-tablet": { size: "tablet" },
  "-tablet-dark-ar": { size: "tablet", theme: "dark", language: "ar" },
  "-phone": { size: "phone" },
  "-phone-dark": { size: "phone", theme: "dark" },
  "-phone-ar": { size: "phone", language: "ar" },
};

/** The room of a café: before anybody came, in the middle of an evening, and what it talks about. */
export async function takeCafe(house: House, shot: Shot): Promise<void> {
  const room = (options: VisitOptions) => comeAs(house, "member", "/chat/cafe", options);
  const topics = (page: Page) => page.locator(".parlor-topics");
  await shot("cafe-empty", {}, async (options) => {
    const page = await room(options);
    await topics(page).locator(".parlor-hint").waitFor();
    return page;
  });
  await talkInTheCafe(house);
  const lively = async (options: VisitOptions) => {
    const page = await room(options);
    await hears(page, "See you there");
    if (options.size === undefined) await topics(page).locator(".parlor-topic").first().waitFor();
    return page;
  };
  for (const [look, options] of Object.entries(LOOKS)) {
    await shot(`cafe${look}`, options, lively);
    if (options.size === undefined) continue;
    await shot(`cafe-topics${look}`, options, async (narrow) => {
      const page = await lively(narrow);
      await page.locator(".parlor-people-button").click();
      await topics(page).locator(".parlor-topic").first().waitFor();
      return page;
    });
  }
}

const EVENING = [
  ["lena", "Who is coming to the jazz concert on Friday? The piano is tuned at last."],
  ["tom", "I am. Is there still a table near the piano?"],
  ["sara", "Two tables. And there will be cinnamon rolls again, the baker promised."],
  ["lena", "Then I need a table AND cinnamon rolls."],
  ["tom", "After the last concert there was no cinnamon roll left at nine!"],
  ["sara", "I will keep some for those who come to the concert. See you there!"],
] as const;

async function talkInTheCafe(house: House): Promise<void> {
  const names = { lena: "Lena Krüger", tom: "Tom Adeyemi", sara: "Sara Lindqvist" };
  const people = new Map<string, Guest>();
  for (const [who, text] of EVENING) {
    const person = people.get(who) ?? (await Guest.withToken(house.url, who, { name: names[who] }));
    people.set(who, person);
    await (await person.enter("cafe")).send(text);
  }
  for (const person of people.values()) person.leave();
}
