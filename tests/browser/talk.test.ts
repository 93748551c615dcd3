import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { comeIn, hears, message, messages, openRoom, say } from "./support/acts.ts";
import { Guest } from "./support/crowd.ts";
import { House } from "./support/house.ts";
import { makeKind } from "../support/rest.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, 60_000);
afterAll(() => house.close());
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

test("two guests talk, at a desk and on a phone", async () => {
  const ana = await comeIn(house, "Ana");
  const room = await openRoom(ana, "Workout tips", "What works for you");
  const bo = await comeIn(house, "Bo", { size: "phone", path: room });

  await say(bo, "Hello, I am **new** here");
  await hears(ana, "Hello, I am new here");
  expect(await message(ana, "Hello").locator("strong").textContent()).toBe("new");

  await say(ana, "Welcome!");
  await hears(bo, "Welcome!");

  await bo.locator("textarea").pressSequentially("I am typ");
  await ana.getByText("Bo is typing").waitFor();

  // The soft keyboard takes half of the screen, and none of what is read or written.
  await bo.setViewportSize({ width: 390, height: 430 });
  await bo.waitForFunction(() => {
    const last = [...document.querySelectorAll(".parlor-message")].at(-1)?.getBoundingClientRect();
    const field = document.querySelector("textarea")?.getBoundingClientRect();
    return last && field && last.top > 0 && last.bottom <= field.top && field.bottom <= innerHeight;
  });
  // The arrow leads to the rooms also for who came by a link, and from a room the gesture of the phone does.
  await bo.locator("[data-back]").click();
  await bo.getByRole("link", { name: /^Workout tips/ }).click();
  await hears(bo, "Welcome!");
  await bo.goBack();
  await bo.getByRole("link", { name: /^Workout tips/ }).waitFor();
}, 30_000);

test("a room is looked for, joined, left, and then in one's list no more", async () => {
  const mia = await Guest.comeIn(house.url, "Mia");
  await mia.openRoom("Yoga at dawn", "Bring a mat");
  await mia.openRoom("Chess by letter");
  mia.leave();
  const ana = await comeIn(house, "Ana");
  await ana.getByText("You are in no room yet").waitFor();
  await ana.getByRole("button", { name: "Look around" }).first().click();
  const chess = ana.getByRole("button", { name: "Join: Chess by letter" });
  await chess.waitFor();
  await ana.getByPlaceholder("Search all open rooms").fill("yoga");
  await chess.waitFor({ state: "detached" });
  await ana.getByRole("button", { name: "Join: Yoga at dawn" }).click();
  await ana.getByRole("heading", { level: 1, name: "Yoga at dawn" }).waitFor();
  const entry = ana.getByRole("link", { name: /^Yoga at dawn/ });
  await entry.waitFor();

  await ana.getByRole("main").locator('[aria-haspopup="menu"]').first().click();
  await ana.getByRole("menuitem", { name: "Leave the room" }).click();
  await ana.locator("dialog").getByRole("button", { name: "Leave the room" }).click();
  await entry.waitFor({ state: "detached" });
  await ana.waitForURL(`${house.url}/chat`);
  // Nobody who goes by keyboard is left nowhere.
  expect(await ana.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
}, 30_000);

test("a field says what is left, a refusal why, and slow mode how long", async () => {
  const rules = { messages: { maxLength: 120, location: false }, limits: { send: "10/10s", slowMode: "2s" } };
  await makeKind(`${house.url}/`, "community", "slow", { ...rules, spam: { links: 0 } });
  const mia = await Guest.withToken(house.url, "mia", { scope: "server" });
  const id = await mia.openRoom("Slow", "", "slow");
  mia.leave();
  const ana = await comeIn(house, "Ana", { path: `/chat/${encodeURIComponent(id)}` });
  const [field, send] = [ana.locator("textarea"), ana.locator(".parlor-send")];
  await field.fill("ab ".repeat(38));
  await ana.locator(".parlor-counter", { hasText: /^6$/ }).waitFor();
  await field.fill("ab ".repeat(41));
  expect(await ana.locator(".parlor-counter").getAttribute("aria-label")).toBe("3 characters too many");
  expect(await send.isDisabled()).toBe(true);

  await say(ana, "look at https://example.com");
  const refused = message(ana, "look at");
  await refused.getByText("Links cannot be sent here.").waitFor();
  await refused.getByRole("button", { name: "Try again" }).click();
  await refused.getByText("Links cannot be sent here.").waitFor();
  await refused.getByRole("button", { name: "Discard" }).click();
  await refused.waitFor({ state: "detached" });

  await say(ana, "the first");
  await hears(ana, "the first");
  await ana.getByText(/^Slow mode: you can send again in \d/).waitFor();
  await field.fill("the second");
  expect(await send.isDisabled()).toBe(true);
  // It ends by itself.
  await ana.locator(".parlor-send:enabled").click();
  await hears(ana, "the second");
}, 30_000);

test("reacting, replying, editing and deleting, all by keyboard, arrive in the other window", async () => {
  const ana = await comeIn(house, "Ana");
  const room = await openRoom(ana, "Keys");
  const bo = await comeIn(house, "Bo", { path: room });
  await say(bo, "first of Bo");
  await hears(ana, "first of Bo");

  // From the field into the list and onto the last message.
  await ana.locator("textarea").focus();
  await ana.keyboard.press("Shift+Tab");
  expect(await ana.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("article");
  await ana.keyboard.press("+");
  await ana.getByPlaceholder("Search emoji").fill("rocket");
  await ana.keyboard.press("Enter");
  await bo.locator(".parlor-reaction", { hasText: "🚀" }).waitFor();
  // The focus is back where it was.
  expect(await ana.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("article");

  await ana.keyboard.press("r");
  await ana.keyboard.type("answer of Ana");
  await ana.keyboard.press("Enter");
  await hears(bo, "answer of Ana");
  expect(await message(bo, "answer of Ana").locator(".parlor-answered").textContent()).toContain("first of Bo");

  await hears(ana, "answer of Ana");
  await ana.keyboard.press("ArrowUp");
  expect(await ana.locator("textarea").inputValue()).toBe("answer of Ana");
  await ana.keyboard.type(", better");
  await ana.keyboard.press("Enter");
  await message(bo, "answer of Ana, better").getByText("edited").waitFor();

  await ana.locator("textarea").focus();
  await ana.keyboard.press("Shift+Tab");
  await ana.keyboard.press("Delete");
  await ana.getByRole("button", { name: "Delete" }).click();
  await message(bo, "Ana deleted this message").waitFor();
  expect(await messages(bo).filter({ hasText: "better" }).count()).toBe(0);
}, 40_000);

test("a draft waits for its room, also over a reload", async () => {
  const ana = await comeIn(house, "Ana");
  const first = await openRoom(ana, "First");
  await ana.locator("textarea").fill("half a sentence");
  await openRoom(ana, "Second");
  expect(await ana.locator("textarea").inputValue()).toBe("");

  await ana.goto(house.url + first);
  await ana.waitForFunction(() => document.querySelector("textarea")?.value === "half a sentence");
}, 30_000);

test("what one read just before a reload is not new after it, and stands as it stood", async () => {
  const ana = await comeIn(house, "Ana");
  const path = await openRoom(ana, "Twice");
  const mia = await Guest.comeIn(house.url, "Mia");
  const room = await mia.enter(decodeURIComponent(path.split("/").pop() ?? ""));
  // The second within the second in which a marker is told once.
  for (const text of ["first", "second"]) {
    await room.send(text);
    await hears(ana, text);
  }
  await ana.waitForFunction(() => !document.querySelector(".parlor-room .parlor-badge"));
  expect(await messages(ana).last().getAttribute("data-goes-on")).toBe("true");
  await ana.reload();
  await hears(ana, "second");
  expect(await messages(ana).last().getAttribute("data-goes-on")).toBe("true");
  expect(await ana.locator(".parlor-unread").count()).toBe(0);
  mia.leave();
}, 30_000);

test("Enter that ends a word of an input method sends nothing", async () => {
  const ana = await comeIn(house, "Ana");
  await openRoom(ana, "Words");
  const field = ana.locator("textarea");
  await field.fill("にほんご");
  for (const composing of [
    { isComposing: true, keyCode: 13 },
    { isComposing: false, keyCode: 229 },
  ]) {
    await field.dispatchEvent("keydown", { key: "Enter", bubbles: true, ...composing });
  }
  expect(await field.inputValue()).toBe("にほんご");
  // The same key without an input method does send, so the test does not pass by deafness.
  await field.press("Enter");
  await hears(ana, "にほんご");
}, 30_000);

test("a mention is picked by keyboard, stands out for who is meant, and counts in their list of rooms", async () => {
  const bo = await comeIn(house, "Bo Berg");
  const room = await openRoom(bo, "Mentions");
  const ana = await comeIn(house, "Ana", { path: room });
  await openRoom(bo, "Elsewhere");

  const field = ana.locator("textarea");
  await field.pressSequentially("Look, @bo");
  await ana.getByRole("option", { name: "Bo Berg" }).waitFor();
  expect(await field.getAttribute("aria-activedescendant")).toBeNull();
  await ana.keyboard.press("ArrowDown");
  expect(await field.getAttribute("aria-activedescendant")).toMatch(/-0$/);
  await ana.keyboard.press("Enter");
  expect(await field.inputValue()).toBe("Look, @Bo Berg ");
  await ana.keyboard.press("Enter");
  await hears(ana, "Look, @Bo Berg");

  const entry = bo.getByRole("link", { name: /^Mentions.* mentions you once, 1 unread message/ });
  await entry.waitFor();
  await entry.click();
  await message(bo, "Look").locator(".parlor-mention[data-me]").waitFor();
  // Seen, and therefore read.
  await bo.getByRole("link", { name: /^Mentions [^u]*$/ }).waitFor();
}, 40_000);

test("whoever comes back has asked for the room before the program has come, once, over one connection", async () => {
  const page = await comeIn(house, "Early");
  await openRoom(page, "Early birds");
  await say(page, "first");
  await hears(page, "first");
  const { sockets, said } = await reloadedOnceSaid(page, "open_room");
  await hears(page, "first");
  await say(page, "second");
  await hears(page, "second");
  expect(sockets).toHaveLength(1);
  expect(said.filter((type) => type === "hello" || type === "open_room")).toEqual(["hello", "open_room"]);
}, 30_000);

test("answers that come only once the page is drawn are taken, too", async () => {
  const page = await comeIn(house, "Late");
  await openRoom(page, "Late answers");
  await say(page, "first");
  await hears(page, "first");
  let connections = 0;
  const drawn = Promise.withResolvers<void>();
  await page.routeWebSocket(/\/v1\/connect$/, (socket) => {
    connections += 1;
    const server = socket.connectToServer();
    server.onMessage((frame) => void drawn.promise.then(() => socket.send(frame)));
  });
  await page.reload();
  await page.locator("textarea").waitFor();
  drawn.resolve();
  await hears(page, "first");
  expect(connections).toBe(1);
}, 30_000);

test("whoever is somebody else once the program has come is not taken for who was there before", async () => {
  const page = await comeIn(house, "Before");
  await openRoom(page, "Somebody else");
  await say(page, "from before");
  await hears(page, "from before");
  const { sockets } = await reloadedOnceSaid(page, "open_room", async () => {
    await page.evaluate(() => sessionStorage.setItem("parlor who", JSON.stringify({ as: "guest", name: "After" })));
  });
  await page.locator(".parlor-me", { hasText: "After" }).waitFor({ state: "attached" });
  await say(page, "from after");
  await message(page, "from after").locator(".parlor-name", { hasText: "After" }).waitFor();
  expect(sockets).toHaveLength(2);
}, 30_000);

/** Loads the page again, and its program only once something was said. */
async function reloadedOnceSaid(
  page: Page,
  what: string,
  meanwhile: () => Promise<void> = async () => {},
): Promise<{ readonly sockets: readonly string[]; readonly said: readonly string[] }> {
  const sockets: string[] = [];
  const said: string[] = [];
  const begun = new Promise<void>((resolve) => {
    page.on("websocket", (socket) => {
      sockets.push(socket.url());
      socket.on("framesent", ({ payload }) => {
        const { type } = JSON.parse(String(payload)) as { type: string };
        said.push(type);
        if (type === what) resolve();
      });
    });
  });
  await page.route(/\/assets\/main-/, async (route) => {
    await begun;
    await meanwhile();
    await route.continue();
  });
  await page.reload();
  return { sockets, said };
}
