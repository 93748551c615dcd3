import { existsSync } from "node:fs";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { PAINTED, watchPage, type Watched, type WatchedWindow } from "./watch-page.ts";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** "Fast 4G", as the developer tools of Chromium have it. */
const FAST_4G = {
  offline: false,
  latency: 165,
  downloadThroughput: (9_000_000 / 8) * 0.9,
  uploadThroughput: (1_500_000 / 8) * 0.9,
};

export const missingBrowser = (): string | undefined =>
  existsSync(CHROMIUM) ? undefined : `there is no Chromium at ${CHROMIUM}; CHROMIUM says where it is`;

/** Somebody's phone: a window of its size, with a processor and a network as slow as one wants. */
export class Phone implements AsyncDisposable {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #tools: CDPSession;

  private constructor(browser: Browser, page: Page, tools: CDPSession) {
    this.#browser = browser;
    this.page = page;
    this.#tools = tools;
  }

  static async switchOn(): Promise<Phone> {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--headless", "--no-sandbox", "--disable-gpu"],
    });
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
    await context.addInitScript(watchPage, PAINTED);
    const page = await context.newPage();
    return new Phone(browser, page, await context.newCDPSession(page));
  }

  /** So many times slower than this machine. */
  slowDown(times: number): Promise<unknown> {
    return this.#tools.send("Emulation.setCPUThrottlingRate", { rate: times });
  }

  /** With nothing kept from before. */
  async onFast4G(): Promise<void> {
    await this.#tools.send("Network.enable");
    await this.#tools.send("Network.setCacheDisabled", { cacheDisabled: true });
    await this.#tools.send("Network.emulateNetworkConditions", FAST_4G);
  }

  async comeIn(url: string, name: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator("main input").first().fill(name);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".parlor-me").waitFor({ state: "attached" });
  }

  /**
   * What was seen until the first message was painted. The page says so by itself: to look into it, the driver runs a
   * program of its own in there, which at this pace takes some 60 ms, in the middle of what is measured.
   */
  async untilPainted(act: () => Promise<unknown>): Promise<Watched> {
    const painted = this.page.waitForEvent("console", (message) => message.text() === PAINTED);
    await act();
    await painted;
    return await this.page.evaluate(() => (window as unknown as WatchedWindow).watched);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}
