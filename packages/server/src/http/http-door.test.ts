import { BOUNDS } from "@parlor/protocol";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { calling, parlorInFolder, type ParlorInFolder, signedToken } from "../testing/parlor-in-folder.ts";

let parlor: ParlorInFolder;
let ana: Awaited<ReturnType<typeof calling>>;

beforeAll(async () => {
  parlor = await parlorInFolder({ ALLOWED_ORIGINS: "https://app.example.com" });
  ana = await calling(parlor, "ana");
  await ana("POST", "/rooms", { key: "g", room: "general", kind: "community" });
});
afterAll(() => parlor.close());

const refusedWith = async (response: Response) =>
  `${response.status} ${((await response.json()) as { error: { code: string } }).error.code}`;
const post = async (body: string | Uint8Array<ArrayBuffer>, type = "application/json") =>
  parlor.fetch("/v1/rooms/general/messages", {
    method: "POST",
    body,
    headers: { "content-type": type, authorization: `Bearer ${await signedToken("ana")}` },
  });

describe("bad input gets a clear refusal and stores nothing", () => {
  const head = async () => ((await ana("GET", "/rooms/general")).body as { head: number }).head;

  test.each([
    ["no JSON", "{", "400 bad_frame"],
    ["no object", '["text"]', "400 bad_frame"],
    ["null", "null", "400 bad_frame"],
    ["nothing", "", "400 bad_payload"],
    ["an unknown field", '{"key":"k","text":"x","colour":"red"}', "400 bad_payload"],
    ["a wrong type", '{"key":"k","text":{"a":1}}', "400 bad_payload"],
    ["a prototype key", '{"key":"k","text":"x","__proto__":{"server":true}}', "400 bad_payload"],
    ["a field that the path tells", '{"key":"k","text":"x","room":"other"}', "400 bad_payload"],
    ["very deep JSON", `{"key":"k","text":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "400 bad_payload"],
    ["too much", `{"key":"k","text":"${"x".repeat(BOUNDS.frameBytes)}"}`, "413 too_large"],
  ])("%s", async (_, body, expected) => {
    const before = await head();
    expect(await refusedWith(await post(body))).toBe(expected);
    expect(await head()).toBe(before);
  });

  test("a body that is not said to be JSON", async () => {
    expect(await refusedWith(await post('{"key":"k","text":"x"}', "text/plain"))).toBe("415 bad_content_type");
    expect(await refusedWith(await post("key=k&text=x", "application/x-www-form-urlencoded"))).toBe(
      "415 bad_content_type",
    );
  });

  test("bytes that are no UTF-8 become replacement characters and break nothing", async () => {
    const response = await post(
      new Uint8Array([...Buffer.from('{"key":"u","text":"'), 0xff, 0xfe, ...Buffer.from('"}')]),
    );
    expect(response.status).toBe(201);
    expect(JSON.stringify((await ana("GET", "/rooms/general/events?limit=1")).body)).toContain('"text":"\ufffd\ufffd"');
  });

  test("a path that is none, and one that is not encoded rightly", async () => {
    expect(await refusedWith(await parlor.fetch("/v1/nothing"))).toBe("404 not_found");
    expect(await refusedWith(await parlor.fetch("/v1/rooms/general", { method: "PATCH" }))).toBe("404 not_found");
    expect((await ana("GET", "/rooms/%E0%A4%A")).status).toBe(404);
  });
});

describe("who asks", () => {
  test("nobody is told to sign in", async () => {
    const response = await parlor.fetch("/v1/me");
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await refusedWith(response)).toBe("401 not_signed_in");
  });

  test("a token that is none is refused, also where nobody has to be known", async () => {
    for (const authorization of ["Bearer", "Bearer x", "Basic YTpi", "Bearer a b"]) {
      const response = await parlor.fetch("/v1/me", { headers: { authorization } });
      expect(await refusedWith(response)).toBe("401 bad_token");
    }
  });

  test("one's own token says who one is", async () => {
    const shop = await calling(parlor, "shop", { name: "Shop", roles: ["organizer"], scope: "server other" });
    expect((await shop("GET", "/me")).body).toMatchObject({
      user: { id: "shop", name: "Shop" },
      roles: ["organizer"],
      scopes: ["server"],
    });
  });

  test("a page of an allowed origin may read the answer, another may not", async () => {
    const allowed = async (origin: string) =>
      (await parlor.fetch("/v1/me", { headers: { origin } })).headers.get("access-control-allow-origin");
    expect(await allowed("https://app.example.com")).toBe("https://app.example.com");
    expect(await allowed("http://parlor.test")).toBe("http://parlor.test");
    expect(await allowed("https://evil.example.com")).toBeNull();
    expect(await allowed("null")).toBeNull();
  });
});

describe("when the world fails", () => {
  test("the answer is server_error without a word about why, and the log knows", async () => {
    const broken = await parlorInFolder();
    try {
      const call = await calling(broken, "ana");
      await call("POST", "/rooms", { key: "g", room: "general", kind: "community" });
      broken.store.append = () => Promise.reject(new Error("disk I/O error at /var/lib/parlor.db"));

      const answer = await call("POST", "/rooms/general/messages", { key: "1", text: "Hello" });
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("1");
      expect(JSON.stringify(answer.body)).not.toMatch(/disk|parlor\.db|at /);
      expect(answer.body).toMatchObject({ error: { code: "server_error", retry: "later" } });
      expect(broken.logged.join()).toContain("disk I/O error");
      expect(broken.logged.join()).not.toContain("Hello");
      expect((await call("GET", "/rooms/general/events")).status).toBe(200);
    } finally {
      await broken.close();
    }
  });
});

test("operators see that it lives and what it does", async () => {
  expect(await (await parlor.fetch("/health")).json()).toEqual({ status: "healthy" });
  const figures = async () => (await parlor.fetch("/metrics")).text();
  const posted = async () => Number(/type="message_posted"} (\d+)/.exec(await figures())?.[1] ?? 0);
  const before = await posted();
  await ana("POST", "/rooms/general/messages", { key: "metric", text: "counted" });
  expect(await posted()).toBe(before + 1);
  expect(await figures()).toMatch(/^parlor_refusals_total\{code="bad_payload"\} \d+$/m);
  expect(await figures()).not.toContain("counted");
});

test("[BOUND-9] a flood of requests is refused with when to come again, of one person over all tokens, and of nobody else", async () => {
  const flooder = await calling(parlor, "flooder");
  const statuses: number[] = [];
  let answer = await flooder("GET", "/session");
  for (let count = 0; count < 5_000 && answer.status !== 429; count++) {
    answer = await flooder("GET", "/session");
    statuses.push(answer.status);
  }
  expect(answer).toMatchObject({ status: 429, body: { error: { code: "too_fast", retry: "later" } } });
  expect(answer.headers.get("retry-after")).toBe("1");
  expect(statuses.length).toBeGreaterThanOrEqual(599);
  expect((await ana("GET", "/session")).status).toBe(200);
  const backEnd = await calling(parlor, "flooder", { scope: "server" });
  expect((await backEnd("GET", "/session")).status).toBe(200);
});
