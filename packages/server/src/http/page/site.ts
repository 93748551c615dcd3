import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** One file of the page, with the forms that were pressed when it was built. */
export interface SiteFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer> | undefined;
  readonly gzip: Uint8Array<ArrayBuffer> | undefined;
  readonly tag: string;
  /** Its name changes with its content. */
  readonly isForEver: boolean;
}

export type Site = ReadonlyMap<string, SiteFile>;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The built page by its addresses, read once: it is small, and no request touches the disk. */
export function readSite(folder: string): Site {
  if (!existsSync(folder)) return new Map();

  const files = new Map<string, SiteFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const address = path.slice(folder.length).replaceAll("\\", "/");
    files.set(address, readFile(path, type, address.startsWith("/assets/")));
  }
  return files;
}

function readFile(path: string, type: string, isForEver: boolean): SiteFile {
  const bytes = new Uint8Array(readFileSync(path));
  const tag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 16)}"`;
  return { type, bytes, br: pressed(`${path}.br`), gzip: pressed(`${path}.gz`), tag, isForEver };
}

const pressed = (path: string) => (existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined);
