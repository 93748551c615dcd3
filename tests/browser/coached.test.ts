import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { comeAs, lobbyPath, makeLobby, seatOf, sitDown } from "./screens/coached-pair.ts";
import { hears, message, say } from "./support/acts.ts";
import { findings } from "./support/findings.ts";
import { House } from "./support/house.ts";

let house: House;
beforeAll(async () => {
  house = await House.demonstrating();
}, 60_000);
afterAll(() => house.close());
afterEach(async () => {
  await house.closeWindows();
  expect(house.faults.splice(0)).toEqual([]);
});

const phase = (page: Page, name: string) => page.locator(`.parlor-session[data-phase="${name}"]`).waitFor();
const room = (page: Page, subject: string) => page.locator(".parlor-lobby-room").filter({ hasText: subject });
const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();
const items = (page: Page) => page.locator(".parlor-items .parlor-item");
/** Nobody waits here for somebody who has left to come back. */
const SESSION = { starts: "when-full", lasts: "17m", leftAlone: "100ms", onEnd: "lobby" } as const;
const TEAPOT = "https://shop.example/teapot.png";
/** One pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);

test("a conversation is played from the lobby to the token", async () => {
  await makeLobby(house, "shop", { session: SESSION });
  // Before anybody receives people, there is nothing to choose.
  const ben = await comeAs(house, "client", `${lobbyPath("shop")}?scenario=gift`);
  await ben.locator(".parlor-lobby-empty").waitFor();
  const pia = await comeAs(house, "participant", lobbyPath("shop"));
  await pia.locator(".parlor-lobby-empty").waitFor();

  // The assistant comes, with a room for each interest, and everybody who looks sees it.
  const ada = await comeAs(house, "assistant", lobbyPath("shop"));
  await ada.locator(".parlor-receiving[data-on]").waitFor();
  for (const page of [ben, pia]) await room(page, "Tea").locator(".parlor-seat-state", { hasText: "Free" }).waitFor();

  // Ben sits down and waits; the last seat is not for Pia, and she is told for whom it is.
  await seatOf(ben, "Tea").click();
  await phase(ben, "waiting");
  expect(await ben.locator(".parlor-closed-composer").textContent()).toContain("begins when everybody is here");
  expect(await ben.locator(".parlor-scenario").textContent()).toContain("A present for a friend");
  await room(pia, "Tea").locator(".parlor-seat-state", { hasText: "Waiting for Ada" }).waitFor();
  expect(await seatOf(pia, "Tea").getAttribute("aria-disabled")).toBe("true");

  // Ada sees that she is waited for, also from elsewhere on the page.
  await ada.getByRole("link", { name: "The weekend" }).click();
  await ada.getByRole("link", { name: /Shop.*1 person waits for you/ }).click();
  await ada.locator('.parlor-lobby-room[data-seat="waits-for-me"] button').click();
  for (const page of [ada, ben]) await phase(page, "running");
  await room(pia, "Tea")
    .locator('[role="timer"]', { hasText: /^1[67]:\d\d left$/ })
    .waitFor();
  expect(await seatOf(pia, "Tea").getAttribute("aria-disabled")).toBe("true");

  // They talk; the address of a picture is a picture.
  await ben
    .context()
    .route("https://shop.example/**", (route) => route.fulfill({ body: PNG, contentType: "image/png" }));
  await ada
    .context()
    .route("https://shop.example/**", (route) => route.fulfill({ body: PNG, contentType: "image/png" }));
  await say(ben, "Something for tea, please");
  await hears(ada, "Something for tea, please");
  await say(ada, TEAPOT);
  const picture = message(ben, TEAPOT).locator(".parlor-picture");
  await picture.waitFor();
  expect(await picture.getAttribute("src")).toBe(TEAPOT);

  // The product list, filtered while she types.
  await tab(ada, "Products");
  await ada.locator('.parlor-products [role="status"]', { hasText: "17 products" }).waitFor();
  await ada.getByRole("searchbox", { name: "Filter the products" }).fill("GREEN sencha");
  await ada.locator('.parlor-products [role="status"]', { hasText: "1 product" }).waitFor();
  expect((await items(ada).allTextContents()).join()).toContain("Shizuoka");
  await ada.getByRole("searchbox", { name: "Filter the products" }).fill("zzz");
  await ada.getByText("No product has “zzz” in it").waitFor();

  // The search engine: five at a time, what was found is marked, and a card goes into the conversation.
  await tab(ada, "Search");
  await ada.getByRole("button", { name: "Say “One moment, please”" }).click();
  await hears(ben, "One moment, please.");
  await ada.getByRole("searchbox", { name: "What are they looking for?" }).fill("tea");
  await ada.keyboard.press("Enter");
  await ada.getByText("10 results").first().waitFor();
  expect(await items(ada).count()).toBe(5);
  expect(await items(ada).locator("mark").first().textContent()).toMatch(/tea/i);
  await ada.getByRole("button", { name: "See more" }).click();
  await items(ada).nth(9).waitFor();
  expect(await ada.getByRole("button", { name: "See more" }).count()).toBe(0);
  // Whoever used the button that is gone goes on with what it brought.
  expect(
    await items(ada)
      .nth(5)
      .locator("button")
      .evaluate((button) => button === document.activeElement),
  ).toBe(true);
  await ada.getByRole("button", { name: /^Share in the conversation: Darjeeling/ }).click();
  await ben.locator(".parlor-shared-card", { hasText: "Darjeeling first flush" }).waitFor();
  await ada.locator(".parlor-share[data-shared]").waitFor();

  // Each has the instructions of their own role.
  await ben.getByText("Say what you need", { exact: true }).waitFor();
  expect(await ben.getByText("Ask first.").count()).toBe(0);

  // Leaving with an unfinished list asks first.
  await ben.getByRole("checkbox", { name: "I asked at least one question." }).check();
  await ben.getByText("1 of 3 done").waitFor();
  await ben.getByRole("button", { name: "Back to the lobby" }).click();
  const dialog = ben.getByRole("dialog", { name: "You have not done everything yet" });
  await dialog.waitFor();
  expect(await dialog.locator("li").allTextContents()).toEqual(["I said what I am looking for.", "I decided."]);
  await dialog.getByRole("button", { name: "Stay" }).click();
  await say(ben, "One more thing");
  await hears(ada, "One more thing");
  await ben.getByRole("button", { name: "Back to the lobby" }).click();
  await dialog.getByRole("button", { name: "Leave anyway" }).click();
  await ben.locator(".parlor-lobby-rooms").waitFor();

  // She is alone, and then she is told how it ended and what it is called, also after a reload.
  const ending = ada.locator(".parlor-ending");
  await ending.waitFor();
  await ada.reload();
  await ending.waitFor();
  expect(await ending.textContent()).toContain("Everybody else has left");
  await ada.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ada.getByRole("button", { name: "Copy the token" }).click();
  await ada.getByRole("button", { name: "The token is copied" }).waitFor();
  expect(await ada.evaluate(() => navigator.clipboard.readText())).toBe("Tea:gift:demo:ada:demo:ben");
  await ada.getByRole("button", { name: "Back to the lobby" }).click();
  await ada.locator(".parlor-lobby-room").first().waitFor();
}, 60_000);

test("who follows a link to a room without a seat there is offered one, with the task of the link", async () => {
  await makeLobby(house, "linked");
  const ada = await comeAs(house, "assistant", lobbyPath("linked"));
  const pia = await comeAs(house, "participant", lobbyPath("linked"));
  await seatOf(ada, "Tea").click();
  await phase(ada, "waiting");
  await room(pia, "Tea").getByText("Free, and Ada is here").waitFor();
  const { pathname } = new URL(ada.url());

  const ben = await comeAs(house, "client", `${pathname}?scenario=gift`);
  await ben.locator(".parlor-seat-offer").getByRole("button", { name: /Tea/ }).click();
  for (const page of [ada, ben]) await phase(page, "running");
  await ben.locator(".parlor-scenario", { hasText: "A present for a friend" }).waitFor();

  // Now that both seats are taken, a third is told so, and where to go.
  await pia.goto(house.url + pathname);
  await pia.locator('.parlor-seat-offer .parlor-lobby-room[data-seat="taken"]').waitFor();
  await pia.getByRole("button", { name: "Back to the lobby" }).click();
  await pia.locator(".parlor-lobby-rooms").waitFor();
}, 30_000);

test("who sits already brings the task of the link along", async () => {
  await makeLobby(house, "brought");
  const ada = await comeAs(house, "assistant", lobbyPath("brought"));
  await seatOf(ada, "Tea").click();
  await phase(ada, "waiting");
  expect(await ada.locator(".parlor-scenario").count()).toBe(0);
  await ada.goto(`${ada.url()}?scenario=breakfast`);
  await ada.locator(".parlor-scenario", { hasText: "A better breakfast" }).waitFor();
}, 30_000);

test("the clock is the server's, whatever this machine's says", async () => {
  await makeLobby(house, "late");
  const { client } = await sitDown(house, "late");
  // A quarter of an hour late: by its own clock, half of the time would still be to come when it is over.
  await client.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() - 15 * 60_000;
  });
  await client.reload();
  const shown = client.locator(".parlor-time-left");
  await shown.waitFor();
  expect(await shown.textContent()).toMatch(/^1[67]:\d\d$/);
}, 30_000);

test.each([
  { size: "desktop", theme: "light", language: "en" },
  { size: "phone", theme: "dark", language: "ar" },
] as const)(
  "axe finds nothing in the lobby, the panels, the question and the ending (%j)",
  async (look) => {
    const lobby = `axe-${look.size}`;
    await makeLobby(house, lobby, { session: SESSION });
    const { assistant, client } = await sitDown(house, lobby, { assistant: look, client: look });
    await say(client, "Hello");
    await hears(assistant, "Hello");
    for (const name of ["brief", "products", "search"]) {
      await assistant.locator(`[data-tab="${name}"]`).click();
      if (name === "search") {
        await assistant.locator(".parlor-search-engine input").fill("tea");
        await assistant.keyboard.press("Enter");
      }
      if (name !== "brief") await assistant.locator(".parlor-share").first().waitFor();
      expect(await findings(assistant)).toEqual([]);
    }
    await assistant.locator(".parlor-share").first().click();
    await client.locator(".parlor-shared-card").waitFor();
    await client.locator(".parlor-room-header .parlor-icon-button").nth(1).click();
    await client.locator("dialog").waitFor();
    expect(await findings(client)).toEqual([]);
    await client.locator("dialog [data-dangerous]").click();
    await client.locator(".parlor-lobby-rooms").waitFor();
    expect(await findings(client)).toEqual([]);
    await assistant.locator(".parlor-ending").waitFor();
    expect(await findings(assistant)).toEqual([]);
    await assistant.locator(".parlor-ending > .parlor-button").click();
    await assistant.locator(".parlor-receiving").waitFor();
    expect(await findings(assistant)).toEqual([]);
  },
  60_000,
);

test("when the time is over, everybody is told and goes back with the token", async () => {
  await makeLobby(house, "short", {
    session: { starts: "when-full", lasts: "1500ms", warnAt: ["1s"], wrapUp: "1s", onEnd: "lobby" },
  });
  const ada = await comeAs(house, "assistant", lobbyPath("short"));
  await ada.getByRole("button", { name: "Change" }).click();
  await ada.getByRole("textbox", { name: "What do you know about?" }).fill("Cheese, Wine");
  await ada.getByRole("button", { name: "Receive people" }).click();
  await room(ada, "Cheese").waitFor();
  await room(ada, "Tea").waitFor({ state: "detached" });

  const ben = await comeAs(house, "client", lobbyPath("short"));
  await seatOf(ben, "Cheese").click();
  await phase(ben, "waiting");
  await seatOf(ada, "Cheese").click();
  for (const page of [ada, ben]) {
    const ending = page.locator(".parlor-ending");
    await ending.waitFor();
    expect(await ending.textContent()).toContain("The time you had together is over.");
    expect(await ending.locator("code").textContent()).toBe("Cheese:none:demo:ada:demo:ben");
  }
  // The next room about it is open already.
  await ben.getByRole("button", { name: "Back to the lobby" }).click();
  await room(ben, "Cheese").locator(".parlor-seat-state", { hasText: "Free" }).waitFor();
}, 60_000);

test("what is left is told, and in the time to say good-bye nobody writes any more", async () => {
  await makeLobby(house, "warned", {
    session: { starts: "when-full", lasts: "10m", warnAt: ["599s"], onEnd: "lobby" },
  });
  await makeLobby(house, "goodbye", {
    session: { starts: "when-full", lasts: "1s", wrapUp: "10m", onEnd: "lobby" },
  });
  const warned = await sitDown(house, "warned");
  await warned.client.locator(".parlor-news", { hasText: "10 minutes left" }).waitFor();
  await house.closeWindows();

  const { client } = await sitDown(house, "goodbye");
  await phase(client, "wrapping-up");
  expect(await client.locator(".parlor-closed-composer").textContent()).toContain("The time is over");
  expect(await client.locator(".parlor-session").textContent()).toMatch(/Everybody goes in (?:10|9):\d\d/);
}, 60_000);
