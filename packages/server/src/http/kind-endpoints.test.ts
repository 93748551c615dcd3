import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Kind } from "@parlor/protocol";
import { calling, parlorInFolder, type ParlorInFolder } from "../testing/parlor-in-folder.ts";

let parlor: ParlorInFolder;
let backEnd: Awaited<ReturnType<typeof calling>>;
let ana: typeof backEnd;

beforeAll(async () => {
  parlor = await parlorInFolder({ TOPIC_MAX_TOPICS: "7" });
  backEnd = await calling(parlor, "shop", { scope: "server" });
  ana = await calling(parlor, "ana");
});
afterAll(() => parlor.close());

const kindOf = async (name: string) => (await ana("GET", `/kinds/${name}`)).body as Kind;
const code = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { error?: { code: string } }).error?.code}`;

describe("kinds over REST", () => {
  test("a kind is read by its name, as the environment has shaped it", async () => {
    expect(await kindOf("cafe")).toMatchObject({ name: "cafe", version: 1, topics: { maxTopics: 7 } });
    expect(code(await ana("GET", "/kinds/nothing"))).toBe("404 no_such_kind");
  });

  test("a back end or an administrator makes a kind and rooms of it, and nobody else does", async () => {
    const quiet = { join: "open", roles: { member: { can: ["message.send"] }, moderator: { can: ["room.close"] } } };
    expect(code(await ana("PUT", "/kinds/quiet", quiet))).toBe("403 not_allowed");
    expect(code(await ana("GET", "/kinds/quiet"))).toBe("404 no_such_kind");

    expect((await backEnd("PUT", "/kinds/quiet", quiet)).body).toMatchObject({ name: "quiet", version: 1 });
    const boss = await calling(parlor, "boss", { scope: "admin" });
    expect((await boss("PUT", "/kinds/quiet", { ...quiet, typing: false })).body).toMatchObject({ version: 2 });
    expect((await ana("POST", "/rooms", { key: "q", room: "q", kind: "quiet" })).status).toBe(201);
    expect((await ana("GET", "/rooms/q")).body).toMatchObject({ state: { kind: { name: "quiet", typing: false } } });
  });

  test("[KIND-1] a running room keeps its rules until it is told, and then its log says so", async () => {
    await ana("POST", "/rooms", { key: "old", room: "old", kind: "group" });
    const document = await kindOf("group");
    const changed = await backEnd("PUT", "/kinds/group", { ...document, messages: { maxLength: 3 } });
    expect(changed.body).toMatchObject({ version: 2 });
    expect((await ana("POST", "/rooms/old/messages", { key: "1", text: "long enough" })).status).toBe(201);

    expect(code(await ana("POST", "/rooms/old/kind", { key: "k" }))).toBe("403 not_allowed");
    expect((await backEnd("POST", "/rooms/old/kind", { key: "k" })).body).toEqual({ room: "old", version: 2 });
    expect(code(await ana("POST", "/rooms/old/messages", { key: "2", text: "long enough" }))).toBe(
      "422 message_too_long",
    );
    const { body } = await ana("GET", "/rooms/old/events");
    expect((body as { events: { type: string }[] }).events.at(-1)).toMatchObject({
      type: "kind_changed",
      data: { kind: { version: 2 } },
    });
  });

  test("what was read, changed and put back is refused when somebody else was quicker", async () => {
    const read = await kindOf("interview");
    await backEnd("PUT", "/kinds/interview", { ...read, typing: false });
    expect(code(await backEnd("PUT", "/kinds/interview", { ...read, receipts: false }))).toBe("422 bad_kind");
    expect(await kindOf("interview")).toMatchObject({ version: 2, typing: false, receipts: true });
  });

  test("[KIND-2] a bad document is refused with every path and what was expected there", async () => {
    const document = await kindOf("direct");
    const answer = await backEnd("PUT", "/kinds/direct", {
      ...document,
      limits: { send: "now and then" },
      session: { starts: "never", warnAt: ["soon"] },
      color: "red",
    });
    expect(code(answer)).toBe("422 bad_kind");
    const told = JSON.stringify(answer.body);
    for (const path of [
      "limits.send: must look like",
      "session.starts: ",
      "session.warnAt[0]: must look like",
      "color: ",
    ]) {
      expect(told).toContain(path);
    }
  });

  test("a policy that locks everybody out is refused with what is missing", async () => {
    const document = await kindOf("helpdesk");
    const without = (capability: string) =>
      Object.fromEntries(
        Object.entries(document.roles).map(([role, { can }]) => [
          role,
          { can: can.filter((one) => one !== capability) },
        ]),
      );
    for (const [change, sentence] of [
      [{ roles: without("message.send") }, "Nobody can send"],
      [{ roles: without("queue.ask") }, "Nobody can join"],
      [{ roles: without("queue.take") }, "Nobody can take a request"],
      [{ roles: {} }, "There is no role"],
      [{ seats: { total: 1, roles: { organizer: { reserved: 1 } } } }, "Nobody can join"],
    ] as const) {
      const answer = await backEnd("PUT", "/kinds/helpdesk", { ...document, ...change });
      expect(code(answer)).toBe("422 bad_kind");
      expect(JSON.stringify(answer.body)).toContain(sentence);
    }
    expect(await kindOf("helpdesk")).toEqual(document);
  });

  test("the name of the path is the name of the kind", async () => {
    const document = await kindOf("community");
    expect(code(await backEnd("PUT", "/kinds/other", document))).toBe("400 bad_payload");
    expect(code(await backEnd("PUT", "/kinds/Other%20kind", { ...document, name: "Other kind" }))).toBe("422 bad_kind");
  });
});
