import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { until } from "../support/until.ts";
import { hears, say } from "./support/acts.ts";
import { findings } from "./support/findings.ts";
import { House } from "./support/house.ts";

let house: House;
beforeAll(async () => {
  house = await House.demonstrating();
}, 60_000);
afterAll(() => house.close());
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

const isIn = (page: Page, name: string) => page.locator(".parlor-me", { hasText: name }).waitFor();

test("in two windows of one browser one is two people, who talk to each other, also after a reload", async () => {
  const mia = await house.visit();
  await mia.getByRole("button", { name: /^Mia/ }).waitFor();
  expect(await findings(mia)).toEqual([]);
  await mia.getByRole("button", { name: /^Mia/ }).click();
  await isIn(mia, "Mia");
  const room = `${house.url}/chat/mia-and-max`;
  await mia.goto(room);
  await isIn(mia, "Mia");

  await mia.locator(".parlor-rooms-pane footer button").click();
  const [max] = await Promise.all([
    mia.context().waitForEvent("page"),
    mia.locator("dialog").getByRole("link", { name: /^Max/ }).click(),
  ]);
  await isIn(max, "Max");
  // Whoever copies the address shares the room, not the person.
  expect(new URL(max.url()).search).toBe("");
  await mia.keyboard.press("Escape");
  await max.goto(room);

  await say(max, "Hello from Max");
  await hears(mia, "Hello from Max");
  await Promise.all([mia.reload(), max.reload()]);
  await isIn(max, "Max");
  await isIn(mia, "Mia");
  await say(mia, "Hello from Mia");
  await hears(max, "Hello from Mia");

  // A third one begins at the door.
  const third = await house.watched(mia.context());
  await third.goto(house.url);
  await third.getByRole("button", { name: /^Olga/ }).waitFor();
}, 60_000);

test("a café shows what its people talk about, each topic with its reason, live", async () => {
  const mia = await house.visit({ path: "/?as=member" });
  await isIn(mia, "Mia");
  await mia.goto(`${house.url}/chat/cafe`);
  const topics = mia.getByRole("region", { name: "What people talk about" });
  await topics.getByText("Nothing in particular yet.").waitFor();
  await say(mia, "Croissants, finally");
  await topics.locator("li", { hasText: "croissants" }).getByText("said once lately").waitFor();

  const ben = await house.visit({ path: "/?as=client" });
  await isIn(ben, "Ben");
  await ben.goto(`${house.url}/chat/cafe`);
  await say(ben, "I love croissants");
  await topics.locator("li", { hasText: "croissants" }).getByText("said 2 times lately").waitFor();
  expect(await findings(mia)).toEqual([]);
  // Where the kind has no topics there is nothing of them.
  await ben.goto(`${house.url}/chat/general`);
  await ben.locator("textarea").waitFor();
  expect(await ben.locator(".parlor-topics").count()).toBe(0);
}, 60_000);

test("somebody of the demonstration without a network is told so, and the page tells no fault of its own", async () => {
  const mia = await house.visit({ path: "/?as=member" });
  await isIn(mia, "Mia");
  await mia.context().setOffline(true);
  // Not the first try, but the next, when another token is asked for in vain.
  const notice = mia.locator(".parlor-connection");
  const tryNow = notice.getByRole("button", { name: "Try now" });
  await tryNow.click({ timeout: 30_000 });
  await until(() => house.faults.length > 0);
  // It waits for the next try: whoever comes back in the middle of one that is in vain has that wait before them.
  await tryNow.waitFor({ timeout: 30_000 });
  await mia.context().setOffline(false);
  await notice.waitFor({ state: "detached", timeout: 40_000 });
  // What the browser itself writes of a request without a network is no word of the page.
  const said = house.faults.splice(0).filter((fault) => !fault.includes("net::ERR_INTERNET_DISCONNECTED"));
  expect(said).toEqual([]);
}, 120_000);

test("an address that names nobody of the demonstration leads to the door", async () => {
  const page = await house.visit({ path: "/?as=admin" });
  await page.getByRole("button", { name: /^Olga/ }).waitFor();
  expect(await page.locator(".parlor-me").count()).toBe(0);
}, 60_000);
