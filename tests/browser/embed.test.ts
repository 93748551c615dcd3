import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import type { Room } from "@parlor/client";
import axe from "axe-core";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { tokenOf } from "../support/tokens.ts";
import { hears, messages, say } from "./support/acts.ts";
import { Guest } from "./support/crowd.ts";
import { type HostPage, serveHostPage } from "./support/host-page.ts";
import { House, type VisitOptions } from "./support/house.ts";

let house: House;
let host: HostPage;
let mia: Guest;
let desk: Room;
let other: string;
beforeAll(async () => {
  house = await House.open();
  host = serveHostPage(() => tokenOf("ana", { name: "Ana" }));
  mia = await Guest.withToken(house.url, "mia", { scope: "server", name: "Mia" });
  desk = await mia.enter(await mia.openRoom("Front desk"));
  other = await mia.openRoom("Growers");
  // Whoever belongs to the room is told what is unread in it.
  const ana = await Guest.withToken(house.url, "ana", { name: "Ana" });
  await ana.enter(desk.id);
  ana.leave();
}, 60_000);
afterAll(async () => {
  mia.leave();
  await house.close();
  await host.stop();
});
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

const tag = (attributes: string) => `<script src="${house.url}/embed.js" ${attributes}></script>`;
const page = (body: string, head = "") =>
  `<!doctype html><html lang="en"><head><title>Host</title><meta name="viewport" content="width=device-width">${head}</head><body><main><h1>Host</h1><button>Buy</button>${body}</main></body></html>`;

/** The strictest policy that the guide gives. */
const policy = () =>
  `default-src 'none'; script-src ${house.url} 'self'; connect-src 'self' ${house.url.replace("http", "ws")}; style-src 'none'`;

async function visitHost(html: string, options: VisitOptions = {}, under?: string): Promise<Page> {
  host.show(html, under);
  const { size, theme, language } = options;
  const window = await house.visit({
    ...(size && { size }),
    ...(theme && { theme }),
    ...(language && { language }),
    path: "/health",
  });
  await window.goto(host.url);
  await window.locator("parlor-chat").first().waitFor({ state: "attached" });
  return window;
}

type HostWindow = { Parlor: { open(): void; chats: { remove(): void }[] }; toldExpired: number };
/** As a script of the page would. */
const act = <T>(page: Page, on: (host: HostWindow) => T) => page.evaluate<T>(`(${String(on)})(window)`);

const bubble = (window: Page) => window.locator('parlor-chat [part="bubble"]');
const panel = (window: Page) => window.locator('parlor-chat [part="panel"]');
/** What has the focus, down to inside the shadow root. */
const focused = (window: Page) =>
  window.evaluate(() => {
    const deepest = (root: Document | ShadowRoot): Element | null =>
      root.activeElement?.shadowRoot?.activeElement ? deepest(root.activeElement.shadowRoot) : root.activeElement;
    const element = deepest(document);
    return element?.getAttribute("part") ?? element?.localName;
  });

async function axeFindings(window: Page): Promise<string[]> {
  // Beside the policy of the page, as a developer tool would.
  await window.evaluate(axe.source);
  const { violations } = await window.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ include: ["parlor-chat"] }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

test("one script tag puts a bubble on a page of another origin, which counts, opens, sends and closes by keyboard", async () => {
  const html = page(tag(`data-room="${desk.id}" data-token-url="/chat-token"`));
  const window = await visitHost(html, {}, policy());
  await bubble(window).waitFor();
  const before = Number(await window.locator('[part="count"]').textContent());
  await desk.send("Anybody there?");
  await window.locator('[part="count"]', { hasText: String(before + 1) }).waitFor();
  expect(await bubble(window).getAttribute("aria-label")).toContain(`unread messages: ${before + 1}`);
  // Nothing of the room has been loaded yet.
  expect(await window.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name))).toHaveLength(2);

  await window.getByRole("button", { name: "Buy" }).focus();
  await window.keyboard.press("Tab");
  await window.keyboard.press("Enter");
  await hears(window, "Anybody there?");
  await window.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.localName === "textarea");
  await window.keyboard.type("I am");
  await window.keyboard.press("Enter");
  await hears(window, "I am");
  expect(await panel(window).getByRole("heading", { name: "Front desk", exact: true }).count()).toBe(1);
  expect(await window.locator('[part="count"]').isHidden()).toBe(true);

  await window.keyboard.press("Escape");
  await panel(window).waitFor({ state: "hidden" });
  expect(await focused(window)).toBe("bubble");
  await window.context().close();
}, 40_000);

test("Escape ends what is going on inside first, and the focus goes where it came from", async () => {
  const titled = tag(`data-room="${desk.id}" data-token-url="/chat-token" data-title="Ask us"`);
  const window = await visitHost(page(titled));
  await act(window, ({ Parlor }) => Parlor.open());
  await window.locator("parlor-chat textarea").waitFor();
  // The room is open, so that its own title is known; what the page says stands.
  expect(await panel(window).getByRole("heading", { level: 2 }).first().textContent()).toBe("Ask us");
  await window.getByRole("button", { name: "Emoji" }).click();
  await window.locator(".parlor-emoji-grid button").first().waitFor();
  await window.keyboard.press("Escape");
  await window.locator(".parlor-emoji-grid").waitFor({ state: "detached" });
  expect(await panel(window).isVisible()).toBe(true);
  expect(await focused(window)).toBe("button");
  // A page that opens the chat from a button of its own has the focus back there.
  await window.keyboard.press("Escape");
  await panel(window).waitFor({ state: "hidden" });
  await window.getByRole("button", { name: "Buy" }).focus();
  await act(window, ({ Parlor }) => Parlor.open());
  await window.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.localName === "textarea");
  await window.keyboard.press("Escape");
  expect(await window.evaluate(() => document.activeElement?.textContent)).toBe("Buy");
  await window.context().close();
}, 40_000);

test("beside a page the focus may leave the chat; on a phone, where the chat covers the page, it may not", async () => {
  const html = page(`${tag(`data-room="${desk.id}" data-token-url="/chat-token"`)}<a href="#after">after</a>`);
  for (const size of ["desktop", "phone"] as const) {
    const window = await visitHost(html, { size });
    await bubble(window).focus();
    await window.keyboard.press("Enter");
    await window.locator("parlor-chat textarea").waitFor();
    const places = new Set<string | undefined>();
    for (let tabs = 0; tabs < 16; tabs += 1) {
      await window.keyboard.press("Tab");
      places.add(await window.evaluate(() => document.activeElement?.localName));
    }
    expect({ size, leaves: places.has("a") }).toEqual({ size, leaves: size === "desktop" });
    await window.context().close();
  }
}, 40_000);

test("several chats on one page are apart, and share the connection of the person", async () => {
  const window = await visitHost(
    page(
      `${tag(`data-room="${desk.id}" data-token-url="/chat-token"`)}
      <section id="talk"></section>${tag(`data-room="${other}" data-token-url="/chat-token" data-into="#talk"`)}
      ${tag(`data-room="${other}" data-guest="Visitor"`)}`,
    ),
  );
  const tokens = () => host.asked.filter((path) => path === "/chat-token").length;
  await window.locator("#talk parlor-chat textarea").waitFor();
  const before = tokens();
  await window.reload();
  await window.locator("#talk parlor-chat textarea").fill("In the room on the page");
  await window.locator("#talk parlor-chat .parlor-send").click();
  await window.locator("#talk").getByText("In the room on the page").waitFor();
  expect(await window.locator('parlor-chat [part="panel"]:visible').count()).toBe(0);
  // A connection asks for a token: both chats of Ana have one together.
  expect(tokens() - before).toBe(1);
  const places = await bubble(window).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
  expect(places).toHaveLength(2);
  expect(Math.abs((places[0] ?? 0) - (places[1] ?? 0))).toBeGreaterThan(50);

  await act(window, ({ Parlor }) => Parlor.chats[2]?.remove());
  expect(await window.locator("parlor-chat").count()).toBe(2);
  await window.context().close();
}, 40_000);

test("a room far down the page is not read before somebody comes to it", async () => {
  const space = '<div><svg width="10" height="3000"></svg></div>';
  const window = await visitHost(
    page(
      `${tag(`data-room="${desk.id}" data-token-url="/chat-token"`)}${space}
      <section id="talk"></section>${tag(`data-room="${desk.id}" data-token-url="/chat-token" data-into="#talk"`)}`,
    ),
  );
  await window.bringToFront();
  const count = window.locator('[part="count"]');
  await window.locator("#talk parlor-chat textarea").waitFor({ state: "attached" });
  await desk.send("Far down");
  await window.locator("#talk").getByText("Far down").waitFor();
  // The list has drawn it at its end by now, and the page is in front.
  expect(await window.evaluate(() => document.hasFocus())).toBe(true);
  expect(await count.isVisible()).toBe(true);
  await window.locator("#talk").scrollIntoViewIfNeeded();
  await window.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await count.waitFor({ state: "hidden" });
  await window.context().close();
}, 40_000);

test("no style of the page reaches into the chat, besides the variables that are meant for it", async () => {
  const style = `<style>html { font-size: 4px } * { letter-spacing: 9px; text-transform: uppercase } button, textarea { background: red !important }
    parlor-chat { --p-accent: rgb(1, 2, 3) }</style>`;
  const window = await visitHost(page(tag(`data-room="${desk.id}" data-token-url="/chat-token"`), style));
  await bubble(window).focus();
  await window.keyboard.press("Enter");
  await window.locator("parlor-chat textarea").waitFor();
  const shown = await window.evaluate(() => {
    const root = document.querySelector("parlor-chat")?.shadowRoot;
    const styleOf = (selector: string) => getComputedStyle(root?.querySelector(selector) ?? document.body);
    const { fontSize, letterSpacing, textTransform } = styleOf("textarea");
    return { fontSize, letterSpacing, textTransform, bubble: styleOf('[part="bubble"]').backgroundColor };
  });
  expect(shown).toEqual({ fontSize: "15px", letterSpacing: "normal", textTransform: "none", bubble: "rgb(1, 2, 3)" });
  await window.context().close();
}, 40_000);

test("a token that has run out is told to the page, which brings another", async () => {
  const html = page(`<script>document.addEventListener("parlor-ready", () => Parlor.on("token-expired", () => {
      window.toldExpired = (window.toldExpired ?? 0) + 1;
      fetch("/chat-token").then((answer) => answer.text()).then((token) => Parlor.setToken(token));
    }));</script>${tag(`data-room="${desk.id}" data-token="${tokenOf("ana", { exp: 1 })}"`)}`);
  const window = await visitHost(html);
  await bubble(window).click();
  await window.locator("parlor-chat textarea").waitFor();
  await say(window, "With a fresh token");
  await hears(window, "With a fresh token");
  expect(await act(window, ({ toldExpired }) => toldExpired)).toBe(1);
  await window.context().close();
}, 40_000);

test("a token that runs out in the middle of a sentence says so, and the sentence is kept and goes on", async () => {
  const soon = () => tokenOf("ana", { name: "Ana", exp: Math.floor(Date.now() / 1_000) + 3 });
  const window = await visitHost(page(tag(`data-room="${desk.id}" data-token="${soon()}"`)));
  await bubble(window).click();
  const field = window.locator("parlor-chat textarea");
  await field.fill("half a sentence");
  const notice = window.locator("parlor-chat .parlor-connection");
  await notice.getByText("Your sign-in has run out. Load the page again").waitFor();
  expect(await notice.evaluate((line) => Number.parseInt(getComputedStyle(line).paddingInlineStart, 10))).toBe(16);
  expect(await axeFindings(window)).toEqual([]);
  expect(await field.inputValue()).toBe("half a sentence");
  await say(window, "half a sentence, sent meanwhile");
  const why = window.locator("parlor-chat .parlor-composer-notice");
  await why
    .getByText(
      "You are not signed in any more. What you write is sent as soon as you are signed in again. 1 message is waiting.",
    )
    .waitFor();
  expect(await why.textContent()).not.toContain("offline");

  await window.evaluate(
    (token) => (globalThis as unknown as { Parlor: { setToken(token: string): void } }).Parlor.setToken(token),
    tokenOf("ana", { name: "Ana" }),
  );
  await hears(window, "half a sentence, sent meanwhile");
  await notice.waitFor({ state: "detached" });
  await window.context().close();
}, 40_000);

test("in Arabic it sits on the other side, and axe finds nothing, open or closed, light or dark", async () => {
  const html = page(tag(`data-room="${desk.id}" data-token-url="/chat-token" data-language="ar"`));
  const dark = `<meta name="color-scheme" content="light dark">`;
  for (const theme of ["light", "dark"] as const) {
    const window = await visitHost(html.replace("<title>", `${dark}<title>`), { theme });
    await bubble(window).waitFor();
    expect((await bubble(window).boundingBox())?.x).toBeLessThan(100);
    expect(await axeFindings(window)).toEqual([]);
    await bubble(window).click();
    await messages(window).first().waitFor();
    expect(await panel(window).evaluate((open) => getComputedStyle(open).direction)).toBe("rtl");
    expect(await axeFindings(window)).toEqual([]);
    await window.context().close();
  }
}, 40_000);

test("a room that cannot be loaded says so, and comes when one tries again", async () => {
  const window = await visitHost(page(tag(`data-room="${desk.id}" data-token-url="/chat-token"`)));
  await window.route(/\/assets\//, (route) => route.abort());
  await bubble(window).click();
  await window.getByRole("alert").getByText("The chat could not be loaded.").waitFor();
  await window.unroute(/\/assets\//);
  await window.getByRole("button", { name: "Try again" }).click();
  await window.locator("parlor-chat textarea").waitFor();
  expect(house.faults.splice(0).join()).toContain("net::ERR_FAILED");
  await window.context().close();
}, 40_000);

test("a page that nothing builds takes the SDK from the server, under a policy of its own", async () => {
  const script = `
    import { createChatClient } from "${house.url}/sdk.js";
    const chat = createChatClient({ url: "${house.url}", getToken: () => fetch("/chat-token").then((answer) => answer.text()) });
    chat.connect();
    const room = chat.room("${desk.id}");
    room.open();
    const last = document.querySelector("output");
    room.timeline.watch(() => (last.textContent = room.timeline.get().rows.at(-1)?.message?.text ?? ""));
    document.querySelector("button").onclick = () => room.send("Bought");`;
  host.show(
    page(`<output></output><script type="module" nonce="own">${script}</script>`),
    policy().replace("script-src", "script-src 'nonce-own'"),
  );
  const window = await house.visit({ path: "/health" });
  await window.goto(host.url);
  await desk.send("Can I help?");
  await window.locator("output", { hasText: "Can I help?" }).waitFor();
  await window.getByRole("button", { name: "Buy" }).click();
  await window.locator("output", { hasText: "Bought" }).waitFor();
  await window.context().close();
}, 40_000);

test("where the letters of the kit are not loaded, digits and spaces are those of the system's, and not of its emoji", async () => {
  const tokens = await Bun.file(join(import.meta.dir, "../../packages/react/src/styles/tokens.css")).text();
  const text = "at 10:21, 3 of 4";
  const style = `.parlor, p { display: inline-block } p { font: 400 var(--p-text-m) system-ui, sans-serif }`;
  host.show(page(`<div class="parlor">${text}<p>${text}</p></div>`, `<style>${tokens} ${style}</style>`));
  const window = await house.visit({ path: "/health" });
  await window.goto(host.url);
  const [own, usual] = await window.evaluate(() => {
    const paragraph = document.querySelector("p");
    const range = document.createRange();
    const letters = document.querySelector(".parlor")?.firstChild;
    if (letters) range.selectNode(letters);
    return [range.getBoundingClientRect().width, paragraph?.getBoundingClientRect().width ?? 0];
  });
  expect(own).toBeGreaterThan(0);
  expect(Math.abs((own ?? 0) - (usual ?? 0))).toBeLessThan(1);
  await window.context().close();
}, 40_000);
