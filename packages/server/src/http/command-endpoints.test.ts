import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { calling, parlorInFolder, type ParlorInFolder } from "../testing/parlor-in-folder.ts";

type Call = Awaited<ReturnType<typeof calling>>;
let parlor: ParlorInFolder;
let ana: Call;
let ben: Call;
let backEnd: Call;

beforeAll(async () => {
  parlor = await parlorInFolder();
  [ana, ben] = [await calling(parlor, "ana", { name: "Ana" }), await calling(parlor, "ben", { name: "Ben" })];
  backEnd = await calling(parlor, "shop", { scope: "server" });
  await ana("POST", "/rooms", { key: "g", room: "general", kind: "community", title: "General" });
  await ana("POST", "/rooms", { key: "p", room: "private", kind: "group", title: "Private" });
});
afterAll(() => parlor.close());

const events = async (call: Call, room: string, query = "") => {
  const { body } = await call("GET", `/rooms/${room}/events${query}`);
  return (body as { events: { seq: number; type: string; actor: string; data: Record<string, unknown> }[] }).events;
};
const code = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { error?: { code: string } }).error?.code}`;

describe("messages over REST", () => {
  test("[ONCE-1] a message is stored and answered with its place, and its repetition with the same", async () => {
    const sent = await ana("POST", "/rooms/general/messages", { key: "m1", text: "Hello" });
    expect(sent.status).toBe(201);
    expect(await ana("POST", "/rooms/general/messages", { key: "m1", text: "Hello" })).toEqual(sent);

    const seq = (sent.body as { seq: number }).seq;
    const stored = (await events(ana, "general")).filter(({ type }) => type === "message_posted");
    expect(stored).toMatchObject([{ seq, actor: "ana", data: { text: "Hello", name: "Ana" } }]);
  });

  test("a key that was used for something else is a conflict", async () => {
    await ana("POST", "/rooms/general/messages", { key: "m2", text: "one" });
    expect(code(await ana("POST", "/rooms/general/messages", { key: "m2", text: "other" }))).toBe("409 key_reused");
  });

  test("the key may come as a header", async () => {
    const header = { "idempotency-key": "m3" };
    const sent = await ana("POST", "/rooms/general/messages", { text: "By header" }, header);
    expect(await ana("POST", "/rooms/general/messages", { text: "By header" }, header)).toEqual(sent);
    expect(sent.status).toBe(201);
  });

  test("a POST without a key is refused, because its repetition would be another act", async () => {
    const answer = await ana("POST", "/rooms/general/messages", { text: "No key" });
    expect(code(answer)).toBe("400 bad_payload");
    expect(JSON.stringify(answer.body)).toContain("key");
  });

  test("editing, reacting, taking back and deleting show in the page of events", async () => {
    const { seq } = (await ana("POST", "/rooms/general/messages", { key: "m4", text: "First" })).body as {
      seq: number;
    };
    const now = async () => (await events(ana, "general", "?limit=200")).find((event) => event.seq === seq)?.data;

    expect((await ana("PUT", `/rooms/general/messages/${seq}`, { text: "Second" })).status).toBe(200);
    expect((await ana("PUT", `/rooms/general/messages/${seq}/reactions/${encodeURIComponent("👍")}`)).status).toBe(200);
    expect(await now()).toMatchObject({ text: "Second", reactions: [{ emoji: "👍", by: ["ana"] }] });

    await ana("DELETE", `/rooms/general/messages/${seq}/reactions/${encodeURIComponent("👍")}`);
    expect(await now()).toMatchObject({ text: "Second", reactions: [] });
    expect((await ana("DELETE", `/rooms/general/messages/${seq}`)).status).toBe(200);
    expect(await now()).toMatchObject({ deleted: { by: "ana" } });
    expect(await now()).not.toHaveProperty("text");
  });

  test("pages go by seq in both directions", async () => {
    const all = await events(ana, "general", "?limit=200");
    const seqs = all.map(({ seq }) => seq);
    expect(seqs.length).toBeGreaterThan(4);
    expect((await events(ana, "general", "?after=1&limit=2")).map(({ seq }) => seq)).toEqual(seqs.slice(1, 3));
    expect((await events(ana, "general", "?before=4&limit=2")).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(code(await ana("GET", "/rooms/general/events?before=4&after=1"))).toBe("400 bad_payload");
    expect(code(await ana("GET", "/rooms/general/events?limit=many"))).toBe("400 bad_payload");
    expect(code(await ana("GET", "/rooms/general/events?page=2"))).toBe("400 bad_payload");
  });
});

describe("rooms over REST", () => {
  test("ids may hold what paths usually do not", async () => {
    const id = "café/ü 100% ☕";
    const path = `/rooms/${encodeURIComponent(id)}`;
    expect((await ana("POST", "/rooms", { key: "odd", room: id, kind: "community" })).status).toBe(201);
    expect((await ana("POST", `${path}/messages`, { key: "odd1", text: "here" })).status).toBe(201);
    expect((await ana("GET", path)).body).toMatchObject({ room: id, state: { messageCount: 1 } });
  });

  test("looking at a room joins nobody", async () => {
    expect((await ben("GET", "/rooms/general")).body).not.toHaveProperty("me");
    expect((await ben("GET", "/rooms")).body).toEqual({ rooms: [] });
    expect((await ben("GET", "/rooms?of=listed&search=Gene")).body).toMatchObject({ rooms: [{ room: "general" }] });
  });

  test("a room is joined, changed, read, left and closed", async () => {
    await ana("POST", "/rooms", { key: "l", room: "life", kind: "community", title: "Life" });
    expect((await ben("POST", "/rooms/life/join", { key: "j" })).body).toEqual({ room: "life", role: "member" });
    expect(code(await ben("PUT", "/rooms/life", { title: "Ben's" }))).toBe("403 not_allowed");
    expect((await ana("PUT", "/rooms/life", { title: "Good life" })).status).toBe(200);
    const { seq } = (await ana("POST", "/rooms/life/messages", { key: "lm", text: "Hi" })).body as { seq: number };
    expect((await ben("POST", "/rooms/life/read", { seq })).body).toEqual({ seq, no: 1 });
    expect((await ana("PUT", "/rooms/life/members/ben", { role: "moderator" })).body).toMatchObject({
      role: "moderator",
    });
    expect((await ben("DELETE", "/rooms/life/members/ben")).status).toBe(200);
    expect((await ana("POST", "/rooms/life/close", { key: "c" })).status).toBe(200);
    expect(code(await ana("POST", "/rooms/life/messages", { key: "late", text: "?" }))).toBe("409 room_closed");
    expect((await ana("GET", "/rooms/life")).body).toMatchObject({ state: { title: "Good life", memberCount: 1 } });
  });

  test("a stranger reads nothing of a private room by any path", async () => {
    await ana("POST", "/rooms/private/messages", { key: "secret", text: "The secret" });
    const answers = await Promise.all(
      ["/rooms/private", "/rooms/private/events", "/rooms/private/events?after=0"].map((path) => ben("GET", path)),
    );
    expect(answers.map(code)).toEqual(["403 not_a_member", "403 not_a_member", "403 not_a_member"]);
    expect(JSON.stringify(answers)).not.toContain("secret");
    expect(JSON.stringify((await ben("GET", "/rooms?of=listed&limit=200")).body)).not.toContain("Private");
    expect(JSON.stringify((await ana("GET", "/rooms/private/events")).body)).toContain("The secret");
  });
});

describe("a back end", () => {
  test("may act in any room, as itself and as one of its users", async () => {
    const as = (user: string) => ({ "parlor-act-as": user });
    expect((await backEnd("POST", "/rooms/private/messages", { key: "b1", text: "From the shop" })).status).toBe(201);
    const forUser = await backEnd(
      "POST",
      "/rooms/private/messages",
      { key: "b1", text: "Mine" },
      as("zoë;Zo%C3%AB%3B"),
    );
    expect(forUser.status).toBe(201);
    const [shop, zoe] = (await events(backEnd, "private")).slice(-2);
    expect(shop).toMatchObject({ actor: "shop", data: { text: "From the shop" } });
    expect(zoe).toMatchObject({ data: { text: "Mine", name: "Zoë;" } });
  });

  test("that makes a room for others is not in it", async () => {
    const made = await backEnd("POST", "/rooms", { key: "r1", kind: "group", members: ["ana", "ben"] });
    const { room } = made.body as { room: string };
    expect(await backEnd("POST", "/rooms", { key: "r1", kind: "group", members: ["ana", "ben"] })).toEqual(made);
    const { body } = await backEnd("GET", `/rooms/${room}`);
    expect((body as { state: { members: { id: string }[] } }).state.members.map(({ id }) => id)).toEqual([
      "ana",
      "ben",
    ]);
    expect((await backEnd("GET", "/rooms")).body).toEqual({ rooms: [] });
  });

  test("has no send limits, unlike everybody else", async () => {
    const burst = async (call: Call, name: string) => {
      const sent = Array.from({ length: 15 }, (_, i) =>
        call("POST", "/rooms/general/messages", { key: `${name}${i}`, text: "!" }),
      );
      return (await Promise.all(sent)).map(({ status }) => status);
    };
    await ben("POST", "/rooms/general/join", { key: "j" });
    expect(new Set(await burst(backEnd, "b"))).toEqual(new Set([201]));
    expect(await burst(ben, "n")).toContain(429);
    const refused = await ben("POST", "/rooms/general/messages", { key: "over", text: "!" });
    expect(code(refused)).toBe("429 too_fast");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("nobody else can act as others, and nobody as the system", async () => {
    const sent = { key: "x", text: "Not me" };
    expect(code(await ana("POST", "/rooms/general/messages", sent, { "parlor-act-as": "ben" }))).toBe(
      "403 not_allowed",
    );
    expect(code(await backEnd("POST", "/rooms/general/messages", sent, { "parlor-act-as": "system" }))).toBe(
      "400 bad_payload",
    );
    expect(code(await backEnd("POST", "/rooms/general/messages", sent, { "parlor-act-as": "" }))).toBe(
      "400 bad_payload",
    );
    expect(JSON.stringify(await events(ana, "general", "?limit=200"))).not.toContain("Not me");
  });
});
