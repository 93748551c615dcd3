import type { Measures } from "../load/jobs/job.ts";
import { buildPage } from "../page/page-build.ts";
import { missingBrowser, Phone } from "../page/phone.ts";
import { startParlor } from "../servers/parlor.ts";
import { removeFolder, scratchFolder } from "../servers/scratch.ts";
import { fill } from "../stored/fill.ts";
import { roomName } from "../load/tongues/tongue.ts";
import { type Case, nothingHeld } from "./case.ts";

const TRIES = 5;
const MESSAGES = 10_000;
const SLOWER = 4;
const GUESTS = { GUESTS: "on" };

/** What a person feels, on a phone that is four times slower than this machine. */
export function page(): Case {
  return {
    ...nothingHeld,
    name: "page",
    title: `The page on a phone: ${SLOWER} × slower processor, fast 4G`,
    main: "firstMessageMs",
    columns: [
      { measure: "firstMessageMs", label: "first message painted, ms", digits: 0 },
      { measure: "openMs", label: `room of ${MESSAGES.toLocaleString("en-US")} after data, ms`, digits: 0 },
      { measure: "openSlowMs", label: "the same, 4 × slower, ms", digits: 0 },
      { measure: "framesPerSecond", label: "frames a second through 100,000", digits: 0 },
    ],
    entries: [
      {
        name: "Parlor",
        missing: missingBrowser,
        measure: async () => {
          // Before a server starts, which serves the page that is there then.
          await buildPage();
          return { ...(await opening()), ...(await scrolling()) };
        },
      },
    ],
  };
}

/** The best of several tries: whatever else the machine does only ever makes it slower. */
async function best(measure: () => Promise<number>): Promise<number> {
  const tried: number[] = [];
  for (let nth = 0; nth < TRIES; nth += 1) tried.push(await measure());
  return Math.min(...tried);
}

async function opening(): Promise<Measures> {
  const folder = scratchFolder("page");
  try {
    await fill(folder, [{ room: 0, messages: MESSAGES }]);
    await using server = await startParlor(folder, GUESTS);
    await using phone = await Phone.switchOn();
    const { page: shown } = phone;
    const url = `http://127.0.0.1:${server.port}`;
    const room = `${url}/chat/${roomName(0)}`;
    await phone.untilPainted(() => phone.comeIn(room, "Ana"));

    const open = () =>
      best(async () => {
        await shown.goto(`${url}/chat`);
        const link = shown.locator(`a[href="/chat/${roomName(0)}"]`);
        const { dataAt = 0, paintedAt = 0 } = await phone.untilPainted(() => link.click());
        return paintedAt - dataAt;
      });
    const openMs = await open();
    await phone.slowDown(SLOWER);
    const openSlowMs = await open();
    await phone.onFast4G();
    const firstMessageMs = await best(async () => {
      const { paintedAt = NaN } = await phone.untilPainted(() => shown.goto(room));
      return paintedAt;
    });
    return { firstMessageMs, openMs, openSlowMs };
  } finally {
    removeFolder(folder);
  }
}

/** In the gallery, where a room of any length is at hand: the same list, over the same SDK. */
async function scrolling(): Promise<Measures> {
  await using server = await startParlor(undefined, GUESTS);
  await using phone = await Phone.switchOn();
  const { page: shown } = phone;
  await shown.goto(`http://127.0.0.1:${server.port}/gallery?family=100,000`);
  await shown.locator(".parlor-message").first().waitFor({ timeout: 60_000 });
  const frameMs = await best(() => shown.evaluate(scrollThrough));
  return { framesPerSecond: 1_000 / frameMs };
}

/** Inside the page: upwards, a screen in three frames, for as many frames as two seconds should have. */
async function scrollThrough(): Promise<number> {
  const scroller = document.querySelector(".parlor-scroller");
  if (!scroller) throw new Error("there is no list");
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const FRAMES = 120;
  const begun = await frame();
  let last = begun;
  for (let nth = 0; nth < FRAMES; nth += 1) {
    scroller.scrollBy(0, -280);
    last = await frame();
  }
  return (last - begun) / FRAMES;
}
