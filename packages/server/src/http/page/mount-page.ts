import type { HttpDoor } from "../http-door.ts";
import type { Site, SiteFile } from "./site.ts";

const FOR_EVER = "public, max-age=31536000, immutable";

/** Nothing but what the page brings itself: whatever people write, no script of theirs can run. */
const policyWith = (tiles: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    // Pictures of people are wherever their host app has them; maps come from one place or none.
    `img-src 'self' data: blob: https:${tiles === undefined ? "" : ` ${new URL(tiles).origin}`}`,
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

const PAGES: Readonly<Record<string, readonly string[]>> = {
  "/index.html": ["/", "/chat", "/chat/*", "/desk/*"],
  "/gallery.html": ["/gallery"],
  // Somebody else's page with a chat in it, to look at.
  "/embed.html": ["/embed"],
};

/** The ready-made page at "/", "/chat" and "/desk". Where one is in it, only the page itself knows. `tiles` is where maps come from. */
export function mountPage(door: HttpDoor, site: Site, tiles?: string): void {
  const policy = policyWith(tiles);
  for (const [name, paths] of Object.entries(PAGES)) {
    const page = site.get(name);
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
