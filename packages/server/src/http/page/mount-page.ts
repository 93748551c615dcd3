import type { HttpDoor } from "../http-door.ts";
import type { Site, SiteFile } from "./site.ts";

const FOR_EVER = "public, max-age=31536000, immutable";

/** Where the pages may get pictures from, besides this server. */
export interface PictureSources {
  /** What is in messages, collections and accounts: sources of a content security policy. */
  readonly pictures: readonly string[];
  /** The address of the tiles of maps. */
  readonly tiles?: string | undefined;
}

/** Nothing but what the page brings itself: whatever people write, no script of theirs can run. */
const policyWith = (images: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    `img-src ${["'self'", ...images].join(" ")}`,
    "media-src 'self' blob:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");

/** Pages of other sites load embed.js and its parts. They are the same for everybody, and say nothing of anybody. */
const FOR_EVERYBODY = [
  ["access-control-allow-origin", "*"],
  ["cross-origin-resource-policy", "cross-origin"],
] as const;

interface PageFile {
  readonly paths: readonly string[];
  readonly images: (from: PictureSources) => readonly string[];
}

const PAGES: Readonly<Record<string, PageFile>> = {
  "/index.html": {
    paths: ["/", "/chat", "/chat/*", "/desk/*"],
    images: ({ pictures, tiles }) => [...pictures, ...(tiles === undefined ? [] : [new URL(tiles).origin])],
  },
  // Its map is of pictures that it draws itself.
  "/gallery.html": { paths: ["/gallery"], images: () => ["data:"] },
  // Somebody else's page with a chat in it, to look at.
  "/embed.html": { paths: ["/embed"], images: ({ pictures }) => pictures },
};

/** The ready-made page at "/", "/chat" and "/desk". Where one is in it, only the page itself knows. */
export function mountPage(door: HttpDoor, site: Site, from: PictureSources): void {
  for (const [name, { paths, images }] of Object.entries(PAGES)) {
    const page = site.get(name);
    const policy = policyWith(images(from));
    for (const path of paths) door.get(path, ({ req }) => (page ? send(req.raw, page, policy) : notBuilt()));
  }
  for (const [address, file] of site) {
    if (!(address in PAGES)) door.get(address, ({ req }) => send(req.raw, file));
  }
}

function send(request: Request, file: SiteFile, policy?: string): Response {
  const headers = new Headers({
    "content-type": file.type,
    "cache-control": file.isForEver ? FOR_EVER : "no-cache",
    etag: file.tag,
    vary: "accept-encoding",
  });
  if (policy !== undefined) headers.set("content-security-policy", policy);
  else for (const [name, value] of FOR_EVERYBODY) headers.set(name, value);
  if (request.headers.get("if-none-match") === file.tag) return new Response(undefined, { status: 304, headers });

  const accepted = request.headers.get("accept-encoding") ?? "";
  const encoding =
    file.br && /\bbr\b/.test(accepted) ? "br" : file.gzip && /\bgzip\b/.test(accepted) ? "gzip" : undefined;
  if (encoding) headers.set("content-encoding", encoding);
  return new Response(encoding ? file[encoding] : file.bytes, { headers });
}

function notBuilt(): Response {
  return new Response("The page has not been built. `npm start` builds it.\n", {
    status: 503,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}
