import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Room } from "@parlor/client";
import type { Page } from "playwright-core";
import { comeIn, message } from "./support/acts.ts";
import { Guest } from "./support/crowd.ts";
import { House } from "./support/house.ts";

const COUNT = 400;
let house: House;
let ida: Guest;
let id: string;
let room: Room;
beforeAll(async () => {
  house = await House.open();
  ida = await Guest.withToken(house.url, "ida", { scope: "server", name: "Ida" });
  id = await ida.openRoom("A long room");
  room = await ida.enter(id);
  // Of all heights, so that nothing fits by chance.
  await Promise.all(
    Array.from({ length: COUNT }, (_, n) => room.send(`Message ${n}.${" More words.".repeat((n * 7) % 40)}`)),
  );
}, 60_000);
afterAll(async () => {
  ida.leave();
  await house.close();
});
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

test("what one reads stays where it is while older pages arrive above it, all the way up", async () => {
  const page = await inRoom("Ana");
  for (let turn = 0; turn < 60; turn += 1) {
    const before = await settledLine(page);
    if (before.number < 5) break;
    await page.mouse.wheel(0, -1_500);
    await settledLine(page);
    const top = await lineAt(page, before.key);
    // The wheel moves it by so much, and what is loaded meanwhile by nothing. Near the top the wheel moves it less.
    if (!Number.isNaN(top)) expect(top - before.top).toBeLessThanOrEqual(1_501);
  }
  await message(page, "Message 0.").waitFor();
  await page.getByText("This is where “A long room” begins").waitFor();
}, 60_000);

test("a message that grows above the view, and new ones below it, move nothing", async () => {
  const page = await inRoom("Bea");
  await page.mouse.wheel(0, -1_500);
  await page.waitForFunction(() => document.querySelector(".parlor-jump[data-shown]"));
  const before = await settledLine(page);
  // The row above the first one in view gets a reaction, which makes it taller.
  const above = await page.evaluate(
    (key) =>
      document
        .querySelector(`[data-key="${CSS.escape(key)}"]`)
        ?.previousElementSibling?.querySelector('[role="article"]')
        ?.getAttribute("aria-label") ?? "",
    before.key,
  );
  const number = Number(/Message (\d+)/.exec(above)?.[1]);
  expect(number).toBeGreaterThan(0);
  await room.react(seqOf(number), "🎉");
  await room.send("one more at the end");
  await page.locator(".parlor-jump .parlor-badge", { hasText: "1" }).waitFor();
  await page.locator(".parlor-reaction", { hasText: "🎉" }).waitFor({ state: "attached" });

  const after = await lineAt(page, before.key);
  expect(Math.abs(after - before.top)).toBeLessThanOrEqual(1);

  await page.getByRole("button", { name: /Jump to the latest message, 1 new message/ }).click();
  await message(page, "one more at the end").waitFor();
}, 40_000);

test("new messages draw nothing anew that stays in view", async () => {
  const page = await inRoom("Bine");
  const marked = await page.evaluate(() => {
    const rows = [...document.querySelectorAll("[data-key]")].slice(-5);
    for (const row of rows) row.setAttribute("data-marked", "");
    return rows.length;
  });
  for (let n = 0; n < 10; n += 1) await room.send(`pushes up ${n}`);
  await message(page, "pushes up 9").waitFor();
  expect(await page.locator("[data-marked]").count()).toBe(marked);
}, 30_000);

test("the line of what is new stays while one reads, and leads there from below", async () => {
  const page = await inRoom("Cleo");
  // Away, in the list of rooms.
  await page.goto(`${house.url}/chat`);
  await page.locator(".parlor-nothing").waitFor();
  for (let n = 0; n < 30; n += 1) await room.send(`news ${n} ${"and more of it ".repeat(12)}`);
  await page.getByRole("link", { name: /A long room.*30 unread/ }).click();

  const notice = page.locator(".parlor-unread-notice");
  await notice.getByText("30 unread messages").click();
  await page.getByRole("separator", { name: "30 new messages" }).waitFor();
  await room.send("and one while reading");
  await page.locator(".parlor-jump .parlor-badge").waitFor();
  expect(await page.getByRole("separator", { name: "30 new messages" }).isVisible()).toBe(true);
}, 40_000);

test("an answer leads to what it answers, however old, and back to the end", async () => {
  await room.send("the answer", { replyTo: seqOf(12) });
  const page = await inRoom("Dora");
  await message(page, "the answer").locator(".parlor-answered").click();
  await message(page, "Message 12.").waitFor();
  expect(await message(page, "Message 12.").getAttribute("data-found")).toBe("true");
  const top = (await message(page, "Message 12.").boundingBox())?.y ?? 0;
  expect(top).toBeGreaterThan(60);
  expect(top).toBeLessThan(800);

  await page.getByRole("button", { name: /^Jump to the latest/ }).click();
  await message(page, "the answer").waitFor();
}, 40_000);

test("a room that goes on and on lets go of what nobody sees, and gives it back to whoever scrolls there", async () => {
  const lively = await ida.openRoom("A lively room");
  const talk = await ida.enter(lively);
  const page = await comeIn(house, "Edda", { path: `/chat/${encodeURIComponent(lively)}` });
  // At first all of it is there, from the beginning.
  await page.getByText("This is where “A lively room” begins").waitFor();
  for (let from = 0; from < 1_050; from += 350) {
    await Promise.all(Array.from({ length: 350 }, (_, n) => talk.send(`Message ${from + n}.`)));
  }
  await message(page, "Message 1049.").waitFor();
  await page.locator(".parlor-scroller > .parlor-skeleton").waitFor({ state: "attached" });

  await page.locator(".parlor-scroller").hover();
  for (let turn = 0; turn < 40; turn += 1) {
    if ((await settledLine(page)).number < 700) break;
    await page.mouse.wheel(0, -3_000);
  }
  expect((await settledLine(page)).number).toBeLessThan(700);
  await page.getByRole("button", { name: /^Jump to the latest/ }).click();
  await message(page, "Message 1049.").waitFor();
}, 60_000);

/** The room's first event is its making and the second the joining of its maker. */
function seqOf(number: number): number {
  const row = room.timeline
    .get()
    .rows.find((one) => one.kind === "message" && one.message.text?.startsWith(`Message ${number}.`));
  if (row?.kind !== "message" || row.seq === undefined) throw new Error(`there is no message ${number}`);
  return row.seq;
}

async function inRoom(name: string): Promise<Page> {
  const page = await comeIn(house, name, { path: `/chat/${encodeURIComponent(id)}` });
  await page.locator(".parlor-message").last().waitFor();
  await page.locator(".parlor-scroller").hover();
  return page;
}

interface Line {
  readonly key: string;
  readonly top: number;
  readonly number: number;
}

const lineInView = (page: Page): Promise<Line | undefined> =>
  page.evaluate(() => {
    const view = document.querySelector(".parlor-scroller")?.getBoundingClientRect();
    for (const row of document.querySelectorAll<HTMLElement>("[data-key]:has(.parlor-message)")) {
      const { top } = row.getBoundingClientRect();
      const number = Number(/Message (\d+)/.exec(row.textContent ?? "")?.[1] ?? Number.NaN);
      if (view && top >= view.top && !Number.isNaN(number)) return { key: row.dataset["key"] ?? "", top, number };
    }
    return undefined;
  });

async function settledLine(page: Page): Promise<Line> {
  for (let last: Line | undefined, turn = 0; turn < 100; turn += 1) {
    const line = await lineInView(page);
    if (line && last && line.key === last.key && line.top === last.top) return line;
    last = line;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  throw new Error("the list does not come to rest");
}

const lineAt = (page: Page, key: string): Promise<number> =>
  page.evaluate(
    (wanted) => document.querySelector(`[data-key="${CSS.escape(wanted)}"]`)?.getBoundingClientRect().top ?? Number.NaN,
    key,
  );
