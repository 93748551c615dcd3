import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import type { JWTPayload } from "jose";
import { CLIENT, type Faults, openIdService } from "../testing/open-id-service.ts";
import { parlorInFolder, type ParlorInFolder } from "../testing/parlor-in-folder.ts";

let service: Awaited<ReturnType<typeof openIdService>>;
let parlor: ParlorInFolder;

beforeAll(async () => {
  service = await openIdService();
  parlor = await parlorInFolder({
    PUBLIC_URL: "http://parlor.test",
    OIDC_ISSUER: service.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: "Example",
  });
});
afterAll(async () => {
  await service.stop();
  await parlor.close();
});
beforeEach(() => service.signsIn({ sub: "42", name: "Ana Lima" }));

const cookiesOf = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
const locationOf = (response: Response) => response.headers.get("location") ?? "none";
const get = (path: string, cookie = "") => parlor.fetch(path, { headers: { cookie } });

/** As far as the door at which one comes back: what the browser holds, and where the service sends it. */
async function sentBack() {
  const left = await get("/v1/session/openid");
  const consent = await fetch(locationOf(left), { redirect: "manual" });
  return { cookie: cookiesOf(left).join("; "), back: new URL(locationOf(consent)) };
}

/** The whole way there and back: where one ends, and who one is there. */
async function signIn(as?: JWTPayload, faults?: Faults) {
  if (as) service.signsIn(as, faults);
  const { cookie, back } = await sentBack();
  return arrived(await get(`${back.pathname}${back.search}`, cookie));
}

async function arrived(response: Response) {
  const session = cookiesOf(response).find((one) => one.startsWith("parlor_session="));
  const me = await get("/v1/session", session);
  const { user } = (await me.json()) as { user?: { id: string; name: string; avatar?: string } };
  return { location: locationOf(response), user };
}

describe("signing in by another service", () => {
  test("leads there and back, and the same person is the same account every time", async () => {
    const first = await signIn();
    expect(first).toMatchObject({ location: "/", user: { name: "Ana Lima" } });
    expect((await signIn()).user).toEqual(first.user);
    expect((await signIn({ sub: "43", name: "Ana Lima" })).user?.id).not.toBe(first.user?.id);
  });

  test("takes the picture and a name that can be shown, whatever the service calls people", async () => {
    const picture = "https://example.com/zoe.png";
    expect((await signIn({ sub: "p", name: " Zoë\u0000 ", picture })).user).toMatchObject({
      name: "Zoë",
      avatar: picture,
    });
    expect((await signIn({ sub: "q", preferred_username: "quim", picture: "javascript:alert(1)" })).user).toEqual({
      id: expect.any(String) as string,
      name: "quim",
    });
    expect((await signIn({ sub: "r", name: 7 })).user?.name).toBe("Somebody");
  });

  test("is offered to whoever asks how to get in", async () => {
    expect(await (await get("/v1/entrances")).json()).toMatchObject({
      service: { name: "Example", path: "/v1/session/openid" },
    });
  });

  test("keeps what proves the journey from scripts and other paths", async () => {
    const [cookie] = (await get("/v1/session/openid")).headers.getSetCookie();
    expect(cookie).toContain("Path=/v1/session/openid; Max-Age=600; HttpOnly; SameSite=Lax");
  });
});

describe("nobody is signed in", () => {
  const nobody = { location: "/?refused=not_signed_in", user: undefined };

  test.each<[string, Faults]>([
    ["the service answers for another client", { claims: { aud: "other" } }],
    ["the service answers to another journey (nonce)", { claims: { nonce: "another" } }],
    ["the answer is another service's", { claims: { iss: "https://other.example.com" } }],
    ["the answer is signed by a stranger", { signedByStranger: true }],
    ["the answer has expired", { claims: { exp: 1 } }],
    ["the service does not say who this is", { noIdToken: true }],
  ])("when %s", async (_, faults) => {
    expect(await signIn({ sub: "42", name: "Ana" }, faults)).toEqual(nobody);
  });

  test("when one comes back with somebody else's journey", async () => {
    const [own, other] = [await sentBack(), await sentBack()];
    expect(await arrived(await get(`${other.back.pathname}${other.back.search}`, own.cookie))).toEqual(nobody);
    expect(await arrived(await get(`${own.back.pathname}${own.back.search}`))).toEqual(nobody);
    expect(await arrived(await get(`${own.back.pathname}${own.back.search}`, "parlor_journey=x"))).toEqual(nobody);
    // And with its own it goes well: nothing else was wrong.
    expect(await arrived(await get(`${own.back.pathname}${own.back.search}`, own.cookie))).toMatchObject({
      location: "/",
    });
  });

  test("when the same answer is brought twice", async () => {
    const { cookie, back } = await sentBack();
    expect(await arrived(await get(`${back.pathname}${back.search}`, cookie))).toMatchObject({ location: "/" });
    expect(await arrived(await get(`${back.pathname}${back.search}`, cookie))).toEqual(nobody);
  });

  test("when they did not consent, or the service invents something", async () => {
    const { cookie, back } = await sentBack();
    const state = back.searchParams.get("state") ?? "";
    for (const query of [`error=access_denied&state=${state}`, `code=invented&state=${state}`, `state=${state}`, ""]) {
      expect(await arrived(await get(`${back.pathname}?${query}`, cookie))).toEqual(nobody);
    }
  });

  test("when the service cannot be reached, and then the way back is to try again", async () => {
    const cutOff = await parlorInFolder({
      PUBLIC_URL: "http://parlor.test",
      OIDC_ISSUER: "http://127.0.0.1:1",
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
    });
    const response = await cutOff.fetch("/v1/session/openid");
    expect([response.status, locationOf(response)]).toEqual([303, "/?refused=server_error"]);
    expect(cutOff.logged.join()).toContain("sign-in by another service failed");
    await cutOff.close();
  });
});
