import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { SESSION_DAYS } from "../identity/sessions.ts";
import { parlorInFolder, type ParlorInFolder } from "../testing/parlor-in-folder.ts";

const OURS = "http://parlor.test";
const ANA = { username: "Ana", password: "correct horse", name: "Ana Lima" };
let parlor: ParlorInFolder;
let now: number;

beforeEach(async () => {
  now = Date.parse("2026-01-01");
  parlor = await parlorInFolder({}, () => now);
});
afterEach(() => parlor.close());

const ask = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
  parlor.fetch(`/v1${path}`, {
    method,
    headers: { origin: OURS, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const cookieOf = (response: Response): string => response.headers.get("set-cookie")?.split(";")[0] ?? "none";
const signedUp = async (who: object = ANA): Promise<string> => cookieOf(await ask("POST", "/accounts", who));
const codeOf = async (response: Response) =>
  `${response.status} ${((await response.json()) as { error?: { code: string } }).error?.code}`;

describe("an account", () => {
  test("is made with a session, which its cookie brings back", async () => {
    const response = await ask("POST", "/accounts", ANA);
    expect(response.status).toBe(201);
    const { user } = (await response.json()) as { user: { id: string; name: string } };
    expect(user.id).toStartWith("account:");
    expect(user.name).toBe("Ana Lima");

    const cookie = cookieOf(response);
    expect(await (await ask("GET", "/session", undefined, { cookie })).json()).toMatchObject({ user });
    expect(await codeOf(await ask("GET", "/session"))).toBe("401 not_signed_in");
    expect(await codeOf(await ask("GET", "/session", undefined, { cookie: `${cookie}x` }))).toBe("401 not_signed_in");
  });

  test("can do what a person can, as long as the request is its own", async () => {
    const cookie = await signedUp();
    const room = { key: "g", room: "general", kind: "community" };
    expect((await ask("POST", "/rooms", room, { cookie })).status).toBe(201);
    expect(
      await codeOf(await ask("PUT", "/rooms/general", { title: "Taken" }, { cookie, origin: "https://evil.example" })),
    ).toBe("403 foreign_origin");
    const bare = { method: "PUT", headers: { cookie, "content-type": "application/json" }, body: '{"title":"Taken"}' };
    expect(await codeOf(await parlor.fetch("/v1/rooms/general", bare))).toBe("403 foreign_origin");
    expect(await codeOf(await ask("PUT", "/rooms/general", { title: "Taken" }, { cookie, origin: "null" }))).toBe(
      "403 foreign_origin",
    );
    expect(await (await ask("GET", "/rooms/general", undefined, { cookie })).json()).toMatchObject({
      state: { title: "" },
    });
    expect((await ask("PUT", "/rooms/general", { title: "Ours" }, { cookie })).status).toBe(200);
  });

  test("has a username of its own, whatever its case", async () => {
    await signedUp();
    expect(await codeOf(await ask("POST", "/accounts", { ...ANA, username: " aNA " }))).toBe("409 name_taken");
  });

  test.each([
    [{ username: "ben", password: "short" }],
    [{ username: "b", password: "long enough" }],
    [{ username: "ben\u0000", password: "long enough" }],
    [{ username: "ben <b>", password: "long enough" }],
    [{ username: "ben", password: "long enough", roles: ["moderator"] }],
    [{ username: "ben", password: "x".repeat(257) }],
    [{ username: "ben" }],
  ])("is refused when it is wrong: %j", async (wrong) => {
    expect(await codeOf(await ask("POST", "/accounts", wrong))).toBe("400 bad_payload");
  });

  test("is not to be had where the host app says who people are", async () => {
    const closed = await parlorInFolder({ ACCOUNTS: "" });
    const response = await closed.fetch("/v1/accounts", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(ANA),
    });
    expect(await codeOf(response)).toBe("403 accounts_off");
    await closed.close();
  });

  test("keeps its password to itself: no answer and no file holds it", async () => {
    const cookie = await signedUp();
    const answers = await Promise.all(
      ["/session", "/me"].map(async (path) => (await ask("GET", path, undefined, { cookie })).text()),
    );
    expect(answers.join()).not.toMatch(/correct horse|argon2/);

    const file = await Bun.file(`${parlor.folder}/parlor.db-wal`).bytes();
    const stored = Buffer.from(file).toString("latin1");
    expect(stored).toContain("$argon2id$");
    expect(stored).not.toContain("correct horse");
    expect(stored).not.toContain(cookie.split("=")[1] ?? "");
  });
});

describe("signing in", () => {
  test("takes the right password, and tells nothing about why another is wrong", async () => {
    await signedUp();
    expect((await ask("POST", "/session", { username: "ANA", password: ANA.password })).status).toBe(200);

    const wrong = await ask("POST", "/session", { username: "ana", password: "wrong horse" });
    const nobody = await ask("POST", "/session", { username: "nobody", password: ANA.password });
    expect(wrong.status).toBe(401);
    expect(await wrong.text()).toBe(await nobody.text());
    expect(wrong.headers.get("set-cookie")).toBeNull();
  });

  test("as one account may be tried ten times, then one must wait, whoever tries from wherever", async () => {
    await signedUp();
    const attempt = async (password: string, address: string) =>
      parlor.fetch(
        "/v1/session",
        {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ username: "ana", password }),
        },
        { address },
      );
    const statuses = [];
    for (let i = 0; i < 11; i++) statuses.push((await attempt("wrong horse", `198.51.100.${i}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);

    const late = await attempt(ANA.password, "203.0.113.1");
    expect(late.status).toBe(429);
    now += Number(late.headers.get("retry-after")) * 1_000;
    expect((await attempt(ANA.password, "203.0.113.1")).status).toBe(200);
  });

  test("from a form leads back to the page, with a cookie or with why not", async () => {
    await signedUp();
    const submit = (password: string) =>
      parlor.fetch("/v1/session", {
        method: "POST",
        headers: { origin: OURS, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ username: "ana", password }),
        redirect: "manual",
      });
    const right = await submit(ANA.password);
    expect([right.status, right.headers.get("location")]).toEqual([303, "/"]);
    const cookie = cookieOf(right);
    expect((await ask("GET", "/session", undefined, { cookie })).status).toBe(200);

    const wrong = await submit("wrong horse");
    expect([wrong.status, wrong.headers.get("location")]).toEqual([303, "/?refused=wrong_password"]);
    expect(wrong.headers.get("set-cookie")).toBeNull();
  });

  test("cannot be done by another site's form", async () => {
    await signedUp();
    const credentials = { username: "ana", password: ANA.password };
    const response = await ask("POST", "/session", credentials, { origin: "https://evil.example" });
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(await codeOf(response)).toBe("403 foreign_origin");
  });
});

describe("a session", () => {
  test("is a cookie that no script and no other site can use, over TLS where there is TLS", async () => {
    const cookie = (await ask("POST", "/accounts", ANA)).headers.get("set-cookie");
    expect(cookie).toMatch(/^parlor_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/);

    const json = { "content-type": "application/json" };
    const body = JSON.stringify({ username: "ana", password: ANA.password });
    const secure = await parlor.fetch("/v1/session", { method: "POST", headers: json, body }, { secure: true });
    expect(secure.headers.get("set-cookie")).toEndWith("; SameSite=Lax; Secure");
  });

  test("ends after its days", async () => {
    const cookie = await signedUp();
    now += SESSION_DAYS * 86_400_000 - 1;
    expect((await ask("GET", "/session", undefined, { cookie })).status).toBe(200);
    now += 1;
    expect((await ask("GET", "/session", undefined, { cookie })).status).toBe(401);
  });

  test("that is signed out is over, and the others are not", async () => {
    const here = await signedUp();
    const there = cookieOf(await ask("POST", "/session", { username: "ana", password: ANA.password }));
    const response = await ask("DELETE", "/session", undefined, { cookie: here });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toContain("Max-Age=0");
    expect((await ask("GET", "/session", undefined, { cookie: here })).status).toBe(401);
    expect((await ask("GET", "/session", undefined, { cookie: there })).status).toBe(200);
  });

  test("signing out everywhere ends them all", async () => {
    const here = await signedUp();
    const there = cookieOf(await ask("POST", "/session", { username: "ana", password: ANA.password }));
    await ask("DELETE", "/session?everywhere=true", undefined, { cookie: here });
    expect((await ask("GET", "/session", undefined, { cookie: there })).status).toBe(401);
  });
});
