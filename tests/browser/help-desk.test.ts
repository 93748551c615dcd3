import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { newKey } from "../support/chatter.ts";
import { makeKind, rest } from "../support/rest.ts";
import { hears, say } from "./support/acts.ts";
import { askFor, comeAs, requestIn, standAt, takeOldest } from "./support/desk.ts";
import { findings } from "./support/findings.ts";
import { House } from "./support/house.ts";

let house: House;
beforeAll(async () => {
  house = await House.demonstrating();
}, 60_000);
afterAll(() => house.close());
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const text = (page: Page, words: string) => page.getByText(words, { exact: true });

/** Asks over REST, as somebody of the demonstration. */
async function asking(role: string, subject: string, description = "Please help"): Promise<string> {
  const { request } = await post(role, "/queues/help/requests", { subject, description });
  return request ?? "";
}

const post = (role: string, path: string, body: object) => act("POST", role, path, { key: newKey(), ...body });

interface Answer {
  readonly request?: string;
  readonly state?: { readonly requests: readonly { readonly id: string }[] };
}

async function act(method: string, role: string, path: string, body?: object): Promise<Answer> {
  const { token } = (await (await send("POST", "/demo/session", { role })).json()) as { token: string };
  const answer = await send(method, path, body, { authorization: `Bearer ${token}` });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Answer;
}

const send = (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${house.url}/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });

/** Every test begins at an empty desk, whatever became of the one before. */
beforeEach(async () => {
  for (const role of ["organizer", "moderator"]) await post(role, "/queues/help/stop", {});
  const { state } = await act("GET", "moderator", "/queues/help");
  for (const { id } of state?.requests ?? []) await post("moderator", `/queues/help/requests/${id}/close`, {});
});

describe("a request from question to archive, in three windows", () => {
  test("is asked, waits, is taken, handed over, closed with a reason, and kept by both", async () => {
    const pia = await comeAs(house, "participant");
    await standAt(pia, 52.516275, 13.377704);
    await pia.locator(".parlor-share-where").click();
    await text(pia, "They will see where you are.").waitFor();
    expect(await findings(pia)).toEqual([]);
    await askFor(pia, "Lost backpack", "It is blue, and I left it at the gate.");
    await pia.getByRole("heading", { name: "You are next" }).waitFor();
    // Who loads the page again is told again where they stand.
    expect(await findings(pia)).toEqual([]);
    await pia.reload();
    await pia.getByRole("heading", { name: "You are next" }).waitFor();

    const olga = await comeAs(house, "organizer");
    const max = await comeAs(house, "moderator");
    await requestIn(olga, "waiting", "Lost backpack").click();
    await text(olga, "It is blue, and I left it at the gate.").waitFor();
    await text(olga, "52.51628, 13.37770").waitFor();
    expect(await findings(olga)).toEqual([]);
    await button(olga, "Take it").click();
    await hears(olga, "It is blue, and I left it at the gate.");
    await requestIn(max, "others", "with Olga").waitFor();

    await text(pia, "Olga is helping you").waitFor();
    await say(olga, "Which gate was it?");
    await hears(pia, "Which gate was it?");
    // The map follows whom one helps.
    await standAt(pia, 52.5, 13.4);
    await text(pia, "52.50000, 13.40000").waitFor();
    await say(pia, "The one in the north");
    await hears(olga, "The one in the north");
    await text(olga, "52.50000, 13.40000").waitFor();

    // Max waits for a request, and so Olga sees him as somebody to hand it to.
    await button(max, "Wait for the next").click();
    await text(max, "The next request is yours.").waitFor();
    expect(await findings(olga)).toEqual([]);
    await button(olga, "Hand over").click();
    expect(await findings(olga, "dialog")).toEqual([]);
    await olga.locator("dialog").getByRole("button", { name: /^Max/ }).click();
    await requestIn(max, "mine", "Pia").waitFor();
    await requestIn(olga, "others", "with Max").waitFor();
    await hears(max, "The one in the north");
    await button(max, "Do not wait").click();
    await text(pia, "Max is helping you").waitFor();

    await button(max, "Close the request").click();
    expect(await findings(max, "dialog")).toEqual([]);
    await max.locator("dialog").getByRole("button", { name: "Solved" }).click();
    await max.locator("dialog").getByRole("button", { name: "Close the request" }).click();
    await text(pia, "“Solved”").waitFor();
    expect(await findings(pia)).toEqual([]);
    expect(await pia.locator("textarea").count()).toBe(0);
    await requestIn(max, "archive", "Lost backpack").waitFor();
    await requestIn(pia, "archive", "Lost backpack").waitFor();
    // The lock is free: the same may be asked again.
    await button(pia, "Ask again").click();
    await askFor(pia, "Lost backpack", "Another one, a red one.");
    await requestIn(olga, "waiting", "Lost backpack").waitFor();
    await button(pia, "I need no help any more").click();
    await pia.locator("dialog").getByRole("button", { name: "I need no help any more" }).click();
    await text(pia, "You took your request back.").waitFor();
    await requestIn(olga, "waiting", "Lost backpack").waitFor({ state: "detached" });

    // Another queue of the same kind keeps nothing of this one.
    const made = { key: newKey(), queue: "lost", kind: "helpdesk", title: "Lost and found" };
    expect((await rest(`${house.url}/`, "POST", "/queues", made)).status).toBe(201);
    await max.goto(`${house.url}/desk/lost`);
    await text(max, "Nothing is closed yet.").waitFor();
    await pia.goto(`${house.url}/desk/lost`);
    await text(pia, "You have not asked for anything yet.").waitFor();
    expect(await pia.locator('[data-list="archive"]').count()).toBe(0);
    await pia.goto(`${house.url}/desk/help`);
    await requestIn(pia, "archive", "Lost backpack").waitFor();
  }, 60_000);
});

test("whoever asks is told how much they may write before they send it, and keeps it over a reload", async () => {
  await makeKind(`${house.url}/`, "helpdesk", "brief", { messages: { maxLength: 120, location: false } });
  const made = { key: newKey(), queue: "brief", kind: "brief", title: "Brief" };
  expect((await rest(`${house.url}/`, "POST", "/queues", made)).status).toBe(201);
  const pia = await comeAs(house, "participant", "/desk/brief");
  const field = pia.locator("[data-ask] textarea");
  await pia.locator("[data-ask] input").fill("Lost");
  await field.fill("a".repeat(19));
  await text(pia, "It becomes the first message of your conversation.").waitFor();
  // An emoji is one character, and two to the browser.
  await field.fill("🎈".repeat(122));
  await text(pia, "2 characters too many").waitFor();
  expect(await button(pia, "Ask").isDisabled()).toBe(true);
  expect(await findings(pia)).toEqual([]);
  await field.fill("🎈".repeat(120));
  await text(pia, "0 characters left").waitFor();
  // Nobody has to write it twice, and what was asked does not come back.
  await pia.reload();
  await text(pia, "0 characters left").waitFor();
  expect(await pia.locator("[data-ask] input").inputValue()).toBe("Lost");
  await button(pia, "Ask").click();
  await pia.locator(".parlor-my-place").waitFor();
  expect(await pia.evaluate(() => Object.keys(localStorage).filter((name) => name.includes("request")))).toEqual([]);
}, 30_000);

test("an agent who waits gets the next request by itself, and one who is elsewhere is not taken away", async () => {
  const olga = await comeAs(house, "organizer");
  await button(olga, "Wait for the next").click();
  await text(olga, "The next request is yours.").waitFor();
  await asking("participant", "First aid");
  await hears(olga, "Please help");
  const here = olga.url();

  await button(olga, "Wait for the next").click();
  await text(olga, "The next request is yours.").waitFor();
  await asking("client", "Parking");
  await requestIn(olga, "mine", "Parking").waitFor();
  expect(olga.url()).toBe(here);
}, 60_000);

test("an offer counts down, and is accepted or goes back", async () => {
  const [max, olga] = [await comeAs(house, "moderator"), await comeAs(house, "organizer")];
  await asking("participant", "Cloakroom");
  await requestIn(olga, "waiting", "Cloakroom").waitFor();
  // Olga has something to do: that is how Max knows that she is there.
  await asking("client", "Tickets");
  await requestIn(olga, "waiting", "Tickets").click();
  await button(olga, "Take it").click();
  await olga.locator("textarea").waitFor();

  await requestIn(max, "waiting", "Cloakroom").click();
  await button(max, "Ask a colleague").click();
  await max.locator("dialog").getByRole("button", { name: /^Olga/ }).click();
  const offer = olga.locator(".parlor-offer");
  await offer.getByRole("heading", { name: "Will you help Pia?" }).waitFor();
  const left = Number.parseInt((await offer.getByRole("timer").textContent()) ?? "", 10);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(30);
  expect(await findings(olga)).toEqual([]);
  await requestIn(max, "waiting", "Olga is being asked").waitFor();
  await offer.getByRole("button", { name: "Not now" }).click();
  await offer.waitFor({ state: "detached" });

  await button(max, "Ask a colleague").click();
  await max.locator("dialog").getByRole("button", { name: /^Olga/ }).click();
  await offer.getByRole("button", { name: "Yes" }).click();
  await hears(olga, "Please help");
  await requestIn(max, "others", "with Olga").first().waitFor();
}, 60_000);

test("an offer that nobody answers lapses: it goes away by itself, and the request waits again", async () => {
  const queue = { assign: "take", offerLease: "5s", abandonAfter: "1h" } as const;
  await makeKind(`${house.url}/`, "helpdesk", "hasty", { queue });
  const made = { key: newKey(), queue: "hasty", kind: "hasty", title: "Hasty" };
  expect((await rest(`${house.url}/`, "POST", "/queues", made)).status).toBe(201);
  await post("organizer", "/queues/hasty/wait", {});
  await post("client", "/queues/hasty/requests", { subject: "Tickets", description: "Please help" });
  await post("participant", "/queues/hasty/requests", { subject: "Cloakroom", description: "Please help" });

  const olga = await comeAs(house, "organizer", "/desk/hasty");
  const max = await comeAs(house, "moderator", "/desk/hasty");
  await requestIn(max, "waiting", "Cloakroom").click();
  await button(max, "Ask a colleague").click();
  await max.locator("dialog").getByRole("button", { name: /^Olga/ }).click();
  const offer = olga.locator(".parlor-offer");
  await offer.getByRole("heading", { name: "Will you help Pia?" }).waitFor();
  await requestIn(max, "waiting", "Olga is being asked").waitFor();

  await offer.waitFor({ state: "detached" });
  await requestIn(max, "waiting", /Cloakroom.*waits/).waitFor();
  await requestIn(olga, "waiting", /Cloakroom.*waits/).waitFor();
  // It is still anybody's.
  await button(max, "Take it").click();
  await hears(max, "Please help");
}, 60_000);

test("whoever may step in has a way out of every state of somebody else's request", async () => {
  const max = await comeAs(house, "moderator");
  const stuck = await asking("participant", "Stuck");
  await post("organizer", "/queues/help/take", { request: stuck });

  await requestIn(max, "others", "Stuck").click();
  await button(max, "Step in").click();
  expect(await findings(max, "dialog")).toEqual([]);
  await button(max, "Put it back in line").click();
  await requestIn(max, "waiting", "Stuck").click();
  await button(max, "Step in").click();
  await button(max, "Take it over myself").click();
  await requestIn(max, "mine", "Stuck").click();
  await hears(max, "Please help");
  await button(max, "Hand over").click();
  await max.getByRole("button", { name: /^Back in line/ }).click();
  await requestIn(max, "waiting", "Stuck").click();
  await button(max, "Step in").click();
  await button(max, "Close it").click();
  await requestIn(max, "waiting", "Stuck").waitFor({ state: "detached" });
}, 60_000);

test("[QUEUE-4] whoever a colleague forestalls is told, has their text back, and can send it on purpose", async () => {
  const [olga, max] = [await comeAs(house, "organizer"), await comeAs(house, "moderator")];
  const request = await asking("participant", "Two answers");
  await takeOldest(olga);
  await requestIn(max, "others", "Two answers").click();
  await hears(max, "Please help");
  // Now both are of one role in this room.
  await act("PUT", "moderator", `/rooms/${request}/members/demo:olga`, { key: newKey(), role: "moderator" });

  await olga.locator("textarea").fill("My answer");
  await say(max, "The answer of Max");
  await hears(olga, "The answer of Max");
  await olga.locator("textarea").press("Enter");
  await text(olga, "Another moderator has just answered. Read that first.").first().waitFor();
  expect(await olga.locator("textarea").inputValue()).toBe("My answer");
  await olga.locator(".parlor-message", { hasText: "My answer" }).waitFor({ state: "detached" });
  expect(await olga.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");

  await olga.keyboard.press("Enter");
  await hears(max, "My answer");
}, 60_000);

test("on a phone, in the dark and in Arabic, axe finds nothing either, and each part is a place of its own", async () => {
  const look = { size: "phone", theme: "dark", language: "ar" } as const;
  await asking("participant", "Lost");
  const olga = await comeAs(house, "organizer", "/desk/help", look);
  await requestIn(olga, "waiting", "Lost").waitFor();
  expect(await findings(olga)).toEqual([]);
  await takeOldest(olga);
  expect(await olga.locator("[data-desk]").first().isVisible()).toBe(false);
  expect(await findings(olga)).toEqual([]);
  await olga.locator(".parlor-people-button").click();
  await olga.locator(".parlor-request-details").waitFor();
  expect(await findings(olga)).toEqual([]);
  await olga.goBack();
  await olga.locator("textarea").waitFor();
  await olga.goBack();
  await requestIn(olga, "mine", "Lost").waitFor();

  const ben = await comeAs(house, "client", "/desk/help/new", look);
  await ben.locator("[data-ask]").waitFor();
  expect(await findings(ben)).toEqual([]);
  expect(await ben.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}, 60_000);
