import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey, Refused } from "../support/chatter.ts";
import { logOf } from "../support/log-of.ts";
import { OwnPostgres } from "../support/postgres.ts";
import { rest } from "../support/rest.ts";
import { newFolder, removeFolder, type Server, startServer } from "../support/server.ts";
import { serverToken, tokenOf } from "../support/tokens.ts";

setDefaultTimeout(60_000);

/** What Postgres cannot hold, what no encoding can, and what only a terminal understands. */
const BROKEN = { NUL: "a\u0000b", "half a character": "a\ud83db", "a control character": "a\u001b[2Jb" };
const UNUSUAL = "a\tb\nc \u200f שלום 👩🏽‍🚀 𝔘𝔫𝔦 \u0301 \uffff \u{10fffd} \\u0000 \\ud800 %00 '; --";

describe.each(["SQLite", "Postgres"] as const)("on %s", (store) => {
  let folder: string;
  let postgres: OwnPostgres | undefined;
  let server: Server;
  let ana: Chatter;

  beforeAll(async () => {
    folder = await newFolder();
    postgres = store === "Postgres" ? await OwnPostgres.start() : undefined;
    const env = { ACCOUNTS: "on", ...(postgres && { DATABASE_URL: await postgres.database() }) };
    server = await startServer({ folder, env });
    ana = await Chatter.as(server.door, "ana", { roles: ["participant"] });
    await ana.ask("create_room", { room: "r", key: newKey(), kind: "community" });
    const backEnd = await Chatter.hello(server.door, serverToken());
    await backEnd.ask("create_queue", { queue: "desk", key: newKey(), kind: "helpdesk" });
    await backEnd.leave();
  });
  afterAll(async () => {
    await ana.leave();
    await server.stop();
    await postgres?.[Symbol.asyncDispose]();
    await removeFolder(folder);
  });

  /** Every field in which somebody may write something, with this in it. */
  function everyField(broken: string, seq: number): Promise<string>[] {
    const room = "r";
    const key = newKey();
    const asked = [
      ana.ask("send_message", { room, key, text: broken }),
      ana.ask("send_message", { room, key: broken, text: "hello" }),
      ana.ask("send_message", { room: broken, key, text: "hello" }),
      ana.ask("send_message", { room, key, text: "hello", mentions: [broken] }),
      ana.ask("edit_message", { room, key, seq, text: broken }),
      ana.ask("react", { room, key, seq, emoji: broken }),
      ana.ask("create_room", { key, kind: "group", title: broken }),
      ana.ask("create_room", { key, kind: "group", description: broken }),
      ana.ask("create_room", { key, kind: broken }),
      ana.ask("change_room", { room, key, title: broken }),
      ana.ask("close_room", { room, key, reason: broken }),
      ana.ask("list_rooms", { of: "listed", search: broken }),
      ana.ask("list_rooms", { of: "listed", after: broken }),
      ana.ask("request_help", { queue: "desk", key, subject: broken }),
      ana.ask("request_help", { queue: "desk", key, description: broken }),
      ana.ask("request_help", { queue: broken, key }),
      ana.ask("search_catalog", { room, key, query: broken }),
      ana.ask("share_item", { room, key, item: broken }),
      ana.ask("tick_checklist", { room, key, item: broken }),
      ana.ask("open_room", { room, after: { epoch: broken, seq: 1 } }),
      ana.ask("resume", { cursors: { [`room:${broken}`]: null } }),
    ].map((asking) =>
      asking.then(
        () => "done",
        (error: Error) => (error instanceof Refused ? error.refusal.code : String(error)),
      ),
    );
    const posted = [
      rest(server.url, "POST", "/rooms/r/messages", { key, text: broken }, tokenOf("ana")),
      rest(server.url, "PUT", "/kinds/odd", {
        join: "open",
        roles: { member: { can: [] } },
        instructions: { member: broken },
      }),
      rest(server.url, "POST", "/session", { username: broken, password: "long enough" }),
      rest(server.url, "POST", "/accounts", { username: "bob", password: "long enough", name: broken }),
      rest(server.url, "GET", `/rooms?search=${encodeURIComponent(broken.toWellFormed())}&of=listed`),
      rest(server.url, "GET", "/rooms", undefined, tokenOf("ana", { name: broken })),
    ].map((answer) => answer.then(({ status }) => `HTTP ${status}`));
    return [...asked, ...posted];
  }

  test.each(Object.entries(BROKEN))(
    "[TRUST-10] %s is refused wherever it is written, and takes nothing with it",
    async (_name, broken) => {
      const { seq } = await ana.ask("send_message", { room: "r", key: newKey(), text: "before" });
      const before = (await logOf(server.door, "r")).length;
      const answers = everyField(broken, seq);
      const { seq: beside } = await ana.ask("send_message", { room: "r", key: newKey(), text: "beside" });
      const said = await Promise.all(answers);
      expect(said.slice(0, 21).filter((answer) => !["bad_payload", "no_such_kind"].includes(answer))).toEqual([]);
      expect(said.slice(21).filter((answer) => !/^HTTP (400|401|403|404|422)$/.test(answer))).toEqual(
        // A URL cannot hold half a character: it was a whole one before it arrived.
        broken === BROKEN["half a character"] ? ["HTTP 200"] : [],
      );
      const log = await logOf(server.door, "r");
      expect(log.length).toBe(before + 1);
      expect(log.at(-1)).toMatchObject({ seq: beside, data: { text: "beside" } });
      expect(server.log()).not.toContain('"level":"error"');
    },
  );

  test("everything else that can be written comes back as it was", async () => {
    const { seq } = await ana.ask("send_message", { room: "r", key: newKey(), text: UNUSUAL });
    await ana.ask("react", { room: "r", key: newKey(), seq, emoji: "🏴󠁧󠁢󠁥󠁮󠁧󠁿" });
    expect((await logOf(server.door, "r")).find((event) => event.seq === seq)?.data).toMatchObject({
      text: UNUSUAL,
      reactions: [{ emoji: "🏴󠁧󠁢󠁥󠁮󠁧󠁿", by: ["ana"] }],
    });
  });
});
