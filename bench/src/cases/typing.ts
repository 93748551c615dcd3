import type { Page } from "playwright-core";
import type { Measures } from "../load/jobs/job.ts";
import { BARE_FIELD } from "../page/bare-field.ts";
import { Chatter } from "../page/chatter.ts";
import { buildPage } from "../page/page-build.ts";
import { missingBrowser, Phone } from "../page/phone.ts";
import type { WatchedWindow } from "../page/watch-page.ts";
import { startParlor } from "../servers/parlor.ts";
import { type Case, nothingHeld, type Size } from "./case.ts";

const PER_SECOND = 50;
const SLOWER = 4;
const TALK = "talk";

/** Whether what comes in holds up who types: in a lively room, and in a field that has nothing to do with it. */
export function typing({ seconds }: Size): Case {
  // A look is a look; the whole run types for the minute that issue and design speak of.
  const typingSeconds = seconds >= 4 ? 60 : 10;
  const entry = (name: string, open: Open) => ({
    name,
    missing: missingBrowser,
    measure: () => typeFor(typingSeconds, open),
  });
  return {
    ...nothingHeld,
    name: "typing",
    title: `Typing for ${typingSeconds} s on a phone, ${SLOWER} × slower, while ${PER_SECOND} messages a second are said`,
    main: "longTasks",
    columns: [
      { measure: "longTasks", label: "tasks over 50 ms", digits: 0 },
      { measure: "longestTaskMs", label: "the longest, ms (0: none over 50)", digits: 0 },
      { measure: "keysPerSecond", label: "keys a second", digits: 1 },
    ],
    entries: [entry("Parlor", openRoom), entry("A bare field", openBareField)],
  };
}

type Open = (phone: Phone, room: string) => Promise<unknown>;

const openRoom: Open = (phone, room) => phone.untilPainted(() => phone.comeIn(room, "Ana"));
/** The server and who talks work beside it all the same: they share the machine with the browser. */
const openBareField: Open = (phone) => phone.page.goto(BARE_FIELD);

async function typeFor(seconds: number, open: Open): Promise<Measures> {
  // Before a server starts, which serves the page that is there then.
  await buildPage();
  await using server = await startParlor(undefined, { GUESTS: "on" });
  const url = `http://127.0.0.1:${server.port}`;
  using chatter = new Chatter(url, TALK);
  await chatter.begin("Talk");
  await chatter.say();
  await using phone = await Phone.switchOn();
  await open(phone, `${url}/chat/${TALK}`);
  await phone.slowDown(SLOWER);
  await phone.page.locator("textarea").click();
  await phone.page.evaluate(() => (window as unknown as WatchedWindow).watched.longTasks.splice(0));

  const stop = chatter.chat(PER_SECOND);
  const keysPerSecond = await typeInto(phone.page, seconds);
  stop();
  const longTasks = await phone.page.evaluate(() => (window as unknown as WatchedWindow).watched.longTasks);
  return { longTasks: longTasks.length, longestTaskMs: Math.max(0, ...longTasks), keysPerSecond };
}

/** By keys alone: to ask the page for anything, the driver runs a program of its own in there, in the middle of it. */
async function typeInto(page: Page, seconds: number): Promise<number> {
  const words = "what I was going to say ";
  const begun = performance.now();
  let keys = 0;
  for (let times = 1; performance.now() < begun + seconds * 1_000; times += 1) {
    await page.keyboard.type(words, { delay: 60 });
    keys += words.length;
    if (times % 8 > 0) continue;
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    keys += 2;
  }
  return (keys / (performance.now() - begun)) * 1_000;
}
