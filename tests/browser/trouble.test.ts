import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { comeIn, hears, message, messages, openRoom, say } from "./support/acts.ts";
import { Guest } from "./support/crowd.ts";
import { findings } from "./support/findings.ts";
import { House } from "./support/house.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, 60_000);
afterAll(() => house.close());
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

test("with the server gone, one goes on writing, is told so, and everything goes out when it is back", async () => {
  const ana = await comeIn(house, "Ana");
  const path = await openRoom(ana, "Trouble");
  await say(ana, "before");
  await hears(ana, "before");
  const mia = await Guest.comeIn(house.url, "Mia");
  const room = await mia.enter(decodeURIComponent(path.split("/").pop() ?? ""));
  await ana.evaluate(() => (document.hasFocus = () => false));
  await room.send("while you were in another window");
  const unread = ana.locator(".parlor-room .parlor-badge");
  await unread.getByText("1").waitFor();
  mia.leave();

  await house.stopServer();
  await ana.locator(".parlor-connection").waitFor();
  // What one comes back to is on the screen, and read, whether the server hears of it now or later.
  await ana.evaluate(() => {
    document.hasFocus = () => true;
    dispatchEvent(new Event("focus"));
  });
  await unread.waitFor({ state: "detached" });
  await ana.getByText("You are offline. What you write is sent as soon as you are back.").waitFor();
  await say(ana, "while away, one");
  await say(ana, "while away, two");
  await message(ana, "while away, two").getByTitle("Waiting to be sent").waitFor();

  // A reload loses nothing either: the page is there, since it was kept, and so are the messages.
  await house.startServer();
  // The longest pause between two tries is half a minute.
  await ana.locator(".parlor-connection").waitFor({ state: "detached", timeout: 40_000 });
  await hears(ana, "while away, one");
  await hears(ana, "while away, two");
  expect(await messages(ana).filter({ hasText: "while away, one" }).count()).toBe(1);
}, 90_000);

test("what is open above the page while the server falls over stays, says so, and does its work when it is back", async () => {
  const ana = await comeIn(house, "Ana");
  await openRoom(ana, "Above");
  await say(ana, "to hold on to");
  await hears(ana, "to hold on to");
  await message(ana, "to hold on to").locator("xpath=..").focus();
  await ana.keyboard.press("Enter");
  await ana.getByRole("menu").waitFor();

  await house.killServer();
  await ana.locator(".parlor-connection").waitFor();
  await ana.keyboard.press("Enter");
  await ana.locator(".parlor-context").getByText("to hold on to").waitFor();
  expect(await ana.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");

  await ana.getByRole("button", { name: "Open a room" }).click();
  const dialog = ana.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Opened in the dark");
  await dialog.getByRole("button", { name: "Open the room" }).press("Enter");
  // The notice of the page is behind the dialog, and nobody can reach it there.
  await dialog.locator(".parlor-connection").waitFor();
  expect(await ana.evaluate(() => document.activeElement?.textContent)).toBe("Open the room");
  expect(await findings(ana, "dialog")).toEqual([]);

  await house.startServer();
  // Unless it has just tried by itself.
  await dialog
    .getByRole("button", { name: "Try now" })
    .click({ timeout: 2_000 })
    .catch(() => {});
  await ana.getByRole("heading", { level: 1, name: "Opened in the dark" }).waitFor({ timeout: 40_000 });
}, 60_000);

test("a phone that loses its network says so soon, in the room too, and sends what waits when it is back", async () => {
  const olu = await comeIn(house, "Olu", { size: "phone", language: "ar" });
  await openRoom(olu, "In the tunnel");
  await olu.context().setOffline(true);
  await say(olu, "nobody hears this yet");
  // The socket stays open, and would be believed for half a minute: this waits a third of it.
  const notice = olu.locator(".parlor-connection:visible");
  await notice.waitFor();
  expect(await notice.count()).toBe(1);
  await message(olu, "nobody hears").getByTitle("بانتظار الإرسال").waitFor();
  const height = async () => (await message(olu, "nobody hears").boundingBox())?.height;
  const waitingHeight = await height();
  expect(await findings(olu)).toEqual([]);
  await olu.locator("[data-back]").click();
  await olu.getByRole("main").locator(".parlor-connection").waitFor();
  expect(await olu.locator(".parlor-connection").count()).toBe(1);
  await olu.goForward();

  await olu.context().setOffline(false);
  await hears(olu, "nobody hears this yet");
  await notice.waitFor({ state: "detached" });
  await message(olu, "nobody hears").getByTitle("بانتظار الإرسال").waitFor({ state: "detached" });
  expect(await height()).toBe(waitingHeight);
}, 40_000);

test("what one writes before there is any connection is one's own, and stays the same row when there is one", async () => {
  const ana = await comeIn(house, "Ana");
  const path = await openRoom(ana, "Before hello");
  let isThere = false;
  await ana.routeWebSocket(/\/v1\/connect$/, (socket) =>
    isThere ? void socket.connectToServer() : void socket.close({ code: 1011 }),
  );
  await ana.reload();
  await say(ana, "nobody knows me yet");
  const row = ana.locator("[data-key]", { has: message(ana, "nobody knows me yet") });
  expect(await row.locator(".parlor-name").textContent()).toBe("You");
  await row.evaluate((element) => element.setAttribute("data-marked", ""));
  // Nobody is shown the name by which programs know a room.
  expect(await ana.locator("main").innerText()).not.toContain(path.split("/").pop() ?? "");
  expect(await findings(ana)).toEqual([]);

  isThere = true;
  await hears(ana, "nobody knows me yet");
  await ana.getByRole("heading", { level: 1, name: "Before hello" }).waitFor();
  expect(await ana.locator("[data-marked]").textContent()).toContain("nobody knows me yet");
}, 60_000);

test("two tabs of one person show the same, and what waits in one is sent once", async () => {
  const first = await comeIn(house, "Tabea");
  await openRoom(first, "Two tabs");
  const second = await house.watched(first.context());
  await second.goto(first.url());
  await second.locator("textarea").waitFor();

  await say(first, "from the first");
  await hears(second, "from the first");
  await say(second, "from the second");
  await hears(first, "from the second");
  expect(await messages(first).filter({ hasText: "from the second" }).count()).toBe(1);
}, 40_000);

test("a room that is closed while one writes says so and why, and what was written is not lost", async () => {
  const mia = await Guest.comeIn(house.url, "Mia");
  const id = await mia.openRoom("Closing time");
  const ana = await comeIn(house, "Ana", { path: `/chat/${encodeURIComponent(id)}` });
  const noor = await comeIn(house, "Noor", { language: "ar", path: `/chat/${encodeURIComponent(id)}` });
  await noor.locator("textarea").fill("لحظة من فضلكم");
  await ana.locator("textarea").fill("almost don");
  await ana.locator(".parlor-typing[data-shown]").waitFor();
  await mia.client.ask("close_room", { room: id, key: mia.client.newKey(), reason: "We are done for today" });

  await ana.getByText("This room is closed: We are done for today").waitFor();
  expect(await ana.locator("textarea").count()).toBe(0);
  // What had the focus is gone, and who goes on by keyboard goes on from there.
  await ana.waitForFunction(() => document.activeElement?.id === "writing");
  await ana.locator(".parlor-kept-text").getByText("almost don").waitFor();
  await ana.keyboard.press("Tab");
  expect(await ana.evaluate(() => document.activeElement?.textContent)).toBe("Copy text");
  // Nobody can go on writing.
  expect(await ana.locator(".parlor-typing[data-shown]").count()).toBe(0);
  for (const page of [ana, noor]) expect(await findings(page)).toEqual([]);
  const reason = noor.locator(".parlor-closed-notice bdi").last();
  expect(await reason.evaluate((words) => getComputedStyle(words).direction)).toBe("ltr");
  // Written once who writes has paused.
  await ana.waitForFunction(() => Object.values(localStorage).join().includes("almost don"));
  mia.leave();
}, 30_000);

test("a menu that is open when its room closes keeps the focus, on what can still be done", async () => {
  const mia = await Guest.comeIn(house.url, "Mia");
  const id = await mia.openRoom("Menu");
  await (await mia.enter(id)).send("to hold on to");
  const ana = await comeIn(house, "Ana", { path: `/chat/${encodeURIComponent(id)}` });
  await message(ana, "to hold on to").locator("xpath=..").focus();
  await ana.keyboard.press("Enter");
  await ana.getByRole("menuitem", { name: "Reply" }).waitFor();
  await mia.client.ask("close_room", { room: id, key: mia.client.newKey() });

  await ana.getByRole("menuitem", { name: "Reply" }).waitFor({ state: "detached" });
  await ana.waitForFunction(() => document.activeElement?.textContent === "Copy text");
  await ana.keyboard.press("Escape");
  await ana.waitForFunction(() => document.activeElement?.matches(".parlor-entry"));
  mia.leave();
}, 30_000);

test("a session that the server no longer takes leads back to the door, with a reason", async () => {
  const page = await house.visit();
  await page.evaluate(() => sessionStorage.setItem("parlor who", JSON.stringify({ as: "account" })));
  await page.reload();
  await page.getByText("You were signed out. Please come in again.").waitFor();
  await page.getByLabel("What shall we call you?").waitFor();
}, 30_000);

test("an account is made, signs in again after signing out, and a wrong password says so", async () => {
  const page = await house.visit();
  await page.getByRole("button", { name: "I have an account" }).click();
  await page.getByRole("button", { name: "I have no account yet" }).click();
  await page.getByLabel("Account name").fill("lena");
  await page.getByLabel("The name that others see").fill("Lena Krüger");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.locator(".parlor-me").getByText("Lena Krüger").waitFor();

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "I have an account" }).click();
  await page.getByLabel("Account name").fill("lena");
  await page.getByLabel("Password").fill("wrong horse");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".parlor-reason").waitFor();
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".parlor-me").getByText("Lena Krüger").waitFor();
}, 40_000);

test("with a clock ten minutes wrong, times and days are the server's", async () => {
  const page = await house.visit();
  await page.clock.setSystemTime(Date.now() - 600_000);
  await page.getByLabel("What shall we call you?").fill("Uhr");
  await page.keyboard.press("Enter");
  await openRoom(page, "Clocks");
  await say(page, "what time is it?");
  await hears(page, "what time is it?");
  const shown = await message(page, "what time").locator("time").first().getAttribute("datetime");
  expect(Math.abs(Date.parse(shown ?? "") - Date.now())).toBeLessThan(120_000);
  await page.getByRole("separator", { name: "Today" }).waitFor();
}, 30_000);

test("a file that is dropped or pasted is refused kindly, and never opens instead of the page", async () => {
  const page = await comeIn(house, "Filippa");
  const path = await openRoom(page, "Files");
  await page.locator("textarea").fill("look at ");
  const give = (selector: string, name: "drop" | "paste") =>
    page.locator(selector).evaluate((element, event) => {
      const carried = new DataTransfer();
      carried.items.add(new File(["MZ"], "holiday.exe", { type: "application/x-msdownload" }));
      const how = { bubbles: true, cancelable: true };
      return event === "drop"
        ? !element.dispatchEvent(new DragEvent(event, { ...how, dataTransfer: carried }))
        : !element.dispatchEvent(new ClipboardEvent(event, { ...how, clipboardData: carried }));
    }, name);
  const notice = page.getByText("Files cannot be sent here, only text.");
  for (const event of ["drop", "paste"] as const) {
    // Kept from the browser, which would otherwise open what is dropped.
    expect(await give("textarea", event)).toBe(true);
    await notice.waitFor();
    expect(await page.locator("textarea").inputValue()).toBe("look at ");
    await page.locator("textarea").press("End");
    await page.keyboard.type(" ");
    await notice.waitFor({ state: "detached" });
    await page.locator("textarea").fill("look at ");
  }
  expect(await give(".parlor-scroller", "drop")).toBe(true);
  expect(await notice.count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe(path);
}, 30_000);
