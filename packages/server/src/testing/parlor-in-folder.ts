import { PRESETS } from "@parlor/rules";
import { SignJWT } from "jose";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../config/environment.ts";
import { Kinds } from "../config/kinds.ts";
import { withSettings } from "../config/preset-settings.ts";
import type { From } from "../http/from.ts";
import { parlorHttp } from "../http/parlor-http.ts";
import { Origins } from "../identity/origins.ts";
import { Passwords } from "../identity/passwords.ts";
import { Tokens } from "../identity/tokens.ts";
import type { Log } from "../log.ts";
import { buildParlor } from "../parlor.ts";
import { SqliteCatalog } from "../storage/sqlite/sqlite-catalog.ts";
import { SqliteStore } from "../storage/sqlite/sqlite-store.ts";

const FROM: From = { address: "192.0.2.1", secure: false };
const SECRET = "a secret of at least sixteen characters";

/** All of Parlor but the sockets, on a real database in a folder of its own. */
export async function parlorInFolder(settings: Readonly<Record<string, string>> = {}, now = Date.now) {
  const folder = mkdtempSync(join(tmpdir(), "parlor-"));
  const environment = readEnvironment({ SECRET_KEY: SECRET, LOG_LEVEL: "silent", ACCOUNTS: "on", ...settings });
  const store = await SqliteStore.open(folder);
  const catalog = await SqliteCatalog.open(folder);
  const kinds = new Kinds(withSettings(PRESETS, environment), store.kinds);
  const tokens = new Tokens({
    secretKey: environment.SECRET_KEY,
    jwksUrl: undefined,
    issuer: undefined,
    audience: undefined,
    ownSecret: "own",
  });
  const logged: string[] = [];
  const log: Log = (_, what, facts) => logged.push(`${what} ${JSON.stringify(facts)}`);
  const parlor = buildParlor({
    environment,
    store,
    catalog,
    accounts: store.accounts,
    kinds,
    tokens,
    bus: undefined,
    copies: undefined,
    rollCall: undefined,
    sharedSecret: SECRET,
    log,
    now,
  });
  const origins = new Origins({ allowed: environment.ALLOWED_ORIGINS, publicUrl: undefined, onLoopback: false });
  // The cost of a password is for attackers. It is told by the hash, so everything else is as it is.
  const passwords = new Passwords({ memoryKiB: 1024, passes: 1 });
  const http = parlorHttp({ parlor, kinds, origins, environment, accounts: store.accounts, passwords, log, now });

  return {
    folder,
    parlor,
    store,
    catalog,
    kinds,
    logged,
    /** As `fetch` would, without a port. */
    fetch: async (path: string, init: RequestInit = {}, from: Partial<From> = {}): Promise<Response> => {
      const request = new Request(`http://parlor.test${path}`, init);
      request.headers.set("host", "parlor.test");
      return http.fetch(request, { ...FROM, ...from });
    },
    close: async () => {
      await parlor.journal.drained();
      await store.close();
      await catalog.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ParlorInFolder = Awaited<ReturnType<typeof parlorInFolder>>;

/** What the host app would sign for this person. */
export function signedToken(user: string, claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(user)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(SECRET));
}

/** Calls the REST door as one person. */
export async function calling(parlor: ParlorInFolder, user: string, claims: Readonly<Record<string, unknown>> = {}) {
  const authorization = `Bearer ${await signedToken(user, claims)}`;
  return async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await parlor.fetch(`/v1${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  };
}
