import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newFolder, removeFolder, SECRET, type Server, startServer } from "../../support/server.ts";

const BUILD = join(import.meta.dir, "../../../apps/web/build.ts");
/** Nothing of the browser's own may call out while a test runs. */
const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** With a secret of its own, a server would let in nobody without a token. */
const OPEN = { GUESTS: "on", ACCOUNTS: "on" };

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
} as const;

export interface VisitOptions {
  readonly size?: keyof typeof SIZES;
  readonly theme?: "light" | "dark";
  readonly language?: "en" | "ar";
  readonly path?: string;
  /** What somebody left behind in another window: they are the same person in this one. */
  readonly left?: Awaited<ReturnType<BrowserContext["storageState"]>>;
}

/** A server, a browser, and the people in its windows. */
export class House {
  readonly #browser: Browser;
  readonly #folder: string;
  #server: Server;
  /** Everything that went wrong in any window: a test ends with none. */
  readonly faults: string[] = [];

  private constructor(browser: Browser, server: Server, folder: string) {
    this.#browser = browser;
    this.#server = server;
    this.#folder = folder;
  }

  static async open(env: Readonly<Record<string, string>> = {}): Promise<House> {
    await buildPage();
    const folder = await newFolder();
    // A house that makes its own secret finds this one, so that a test can be its back end as well.
    await writeFile(join(folder, "secret"), SECRET);
    const server = await startServer({ folder, env: { ...OPEN, ...env } });
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    return new House(await chromium.launch({ executablePath, args: QUIET }), server, folder);
  }

  /** As one finds it on one's own machine after `npm start`. */
  static demonstrating(env: Readonly<Record<string, string>> = {}): Promise<House> {
    return House.open({ DEMONSTRATION: "on", SECRET_KEY: "", ...env });
  }

  get url(): string {
    return this.#server.url.replace(/\/$/, "");
  }

  /** A window of its own: nobody else's cookies and storage. */
  async visit({
    size = "desktop",
    theme = "light",
    language = "en",
    path = "/",
    left,
  }: VisitOptions = {}): Promise<Page> {
    const isTouch = size !== "desktop";
    const context = await this.#browser.newContext({
      viewport: SIZES[size],
      colorScheme: theme,
      locale: language === "ar" ? "ar-EG" : "en-GB",
      timezoneId: "Europe/Berlin",
      hasTouch: isTouch,
      isMobile: isTouch,
      ...(left && { storageState: left }),
    });
    const page = await this.watched(context);
    await page.goto(this.url + path);
    return page;
  }

  /** Another tab beside the others of the same person. */
  async watched(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("pageerror", (error) => this.faults.push(`${page.url()}: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      const isOurs =
        message.type() === "error" && !/ERR_CONNECTION|WebSocket connection|status of 4\d\d/.test(message.text());
      if (isOurs) this.faults.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  /** Everybody goes home, so that the next test meets nobody. */
  async closeWindows(): Promise<void> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
  }

  async stopServer(): Promise<void> {
    await this.#server.stop();
  }

  /** As a power cut does it. */
  async killServer(): Promise<void> {
    await this.#server.kill();
  }

  /** On the same port, with the same data. */
  async startServer(): Promise<void> {
    const { port } = new URL(this.url);
    this.#server = await startServer({ folder: this.#folder, env: { ...OPEN, PORT: port } });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await removeFolder(this.#folder);
  }
}

async function buildPage(): Promise<void> {
  const build = Bun.spawn([process.execPath, BUILD], { stdio: ["ignore", "inherit", "inherit"] });
  if ((await build.exited) !== 0) throw new Error("the page cannot be built");
}
