import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, brotliCompressSync } from "node:zlib";
import { Hono } from "hono";
import type { HttpDoor } from "../http-door.ts";
import { mountPage, type PictureSources } from "./mount-page.ts";
import { readSite } from "./site.ts";

const PAGE = "<!doctype html><title>Parlor</title>";
const SCRIPT = "console.log('here')";
let folder: string;
let door: HttpDoor;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "parlor-page-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "assets/main-1.js"), SCRIPT);
  writeFileSync(join(folder, "assets/main-1.js.br"), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, "embed.js"), SCRIPT);
  writeFileSync(join(folder, "gallery.html"), PAGE);
  writeFileSync(join(folder, "embed.html"), PAGE);
  writeFileSync(join(folder, "made-of"), "secret");
  door = new Hono();
  mountPage(door, readSite(folder), { pictures: ["https:"] });
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) =>
  door.fetch(new Request(`http://parlor.test${path}`, { headers }));

describe("the page", () => {
  test.each(["/", "/chat", "/chat/general", "/chat/a%2Fb/people", "/desk/help/42"])(
    "is at %s, and always asked for anew",
    async (path) => {
      const response = await get(path);
      expect(await response.text()).toBe(PAGE);
      expect(response.headers.get("cache-control")).toBe("no-cache");
    },
  );

  test("runs no script but its own", async () => {
    const policy = (await get("/")).headers.get("content-security-policy");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
  });

  test("takes pictures from where they are configured to be, and from nowhere else", async () => {
    const tiles = "http://tiles.test:81/{z}/{x}/{y}.png";
    const imagesOf = async (path: string, from: PictureSources) => {
      const one: HttpDoor = new Hono();
      mountPage(one, readSite(folder), from);
      const { headers } = await one.fetch(new Request(`http://parlor.test${path}`));
      return /img-src ([^;]*);/.exec(headers.get("content-security-policy") ?? "")?.[1];
    };
    expect(await imagesOf("/", { pictures: ["https:"] })).toBe("'self' https:");
    expect(await imagesOf("/chat/x", { pictures: ["https://a.test"], tiles })).toBe(
      "'self' https://a.test http://tiles.test:81",
    );
    expect(await imagesOf("/desk/x", { pictures: [], tiles })).toBe("'self' http://tiles.test:81");
    // Nobody's messages are in the gallery, and no place is on a map of somebody else's page.
    expect(await imagesOf("/gallery", { pictures: ["https:"], tiles })).toBe("'self' data:");
    expect(await imagesOf("/embed", { pictures: ["https://a.test"], tiles })).toBe("'self' https://a.test");
  });

  test("is not sent again to a browser that has it", async () => {
    const etag = (await get("/")).headers.get("etag") ?? "";
    expect((await get("/", { "if-none-match": etag })).status).toBe(304);
    expect((await get("/", { "if-none-match": '"other"' })).status).toBe(200);
  });

  test("keeps its parts for ever, and sends them pressed to browsers that can read that", async () => {
    const plain = await get("/assets/main-1.js");
    expect(await plain.text()).toBe(SCRIPT);
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("cache-control")).toContain("immutable");

    const small = await get("/assets/main-1.js", { "accept-encoding": "gzip, br" });
    expect(small.headers.get("content-encoding")).toBe("br");
    expect(brotliDecompressSync(await small.arrayBuffer()).toString()).toBe(SCRIPT);
  });

  test.each(["/made-of", "/assets/main-1.js.br", "/assets/../made-of", "/assets/%2e%2e/made-of"])(
    "gives nothing else away: %s",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test("gives embed.js and its parts to the pages of other sites, fresh, and the page itself to none", async () => {
    const embed = await get("/embed.js", { origin: "https://shop.example" });
    expect(embed.headers.get("access-control-allow-origin")).toBe("*");
    expect(embed.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(embed.headers.get("cache-control")).toBe("no-cache");
    expect((await get("/assets/main-1.js")).headers.get("access-control-allow-origin")).toBe("*");
    expect((await get("/")).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("says how it is built when it is not", async () => {
    const empty: HttpDoor = new Hono();
    mountPage(empty, readSite(join(folder, "nowhere")), { pictures: [] });
    const response = await empty.fetch(new Request("http://parlor.test/"));
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm start");
  });
});
