import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Database } from "bun:sqlite";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Chatter, newKey } from "../support/chatter.ts";
import { logOf } from "../support/log-of.ts";
import { newFolder, removeFolder, type Server, startInVain, startServer } from "../support/server.ts";

setDefaultTimeout(60_000);

let server: Server;
let folder: string;

beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
});
afterAll(async () => {
  await server.stop();
  await removeFolder(folder);
});

/** What an operator reads has to be one sentence, not a stack. */
function expectOneSentence({ exitCode, said }: { exitCode: number; said: string }, ...words: string[]): void {
  expect(exitCode).toBe(1);
  expect(said.trim().split("\n").length).toBe(1);
  expect(said.trim()).toEndWith(".");
  expect(said).not.toMatch(/^\s+at /m);
  for (const word of words) expect(said).toContain(word);
}

test("a second server on the same folder is refused, and the first notices nothing", async () => {
  const ana = await Chatter.as(server.door, "ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "community" });
  expectOneSentence(await startInVain({ folder }), "Another Parlor server", "DATA_DIR");
  await ana.ask("send_message", { room, key: newKey(), text: "still here" });
  expect((await logOf(server.door, room)).at(-1)?.data["text"]).toBe("still here");
  await ana.leave();
});

describe("a wrong configuration stops the start with a sentence that names it", () => {
  test.each([
    ["PORT", { PORT: "eighty" }],
    ["SECRET_KEY", { SECRET_KEY: "short" }],
    ["JWKS_URL", { JWKS_URL: "https://example.org/keys" }],
    ["CHAT_HISTORY_LIMIT", { CHAT_HISTORY_LIMIT: "0" }],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ])("%s (%j)", async (name, env) => {
    const own = await newFolder();
    expectOneSentence(await startInVain({ folder: own, env: env }), name);
    await removeFolder(own);
  });

  test("a port that is taken", async () => {
    const own = await newFolder();
    const { port } = new URL(server.url);
    expectOneSentence(await startInVain({ folder: own, env: { PORT: port } }), port);
    await removeFolder(own);
  });

  test("a data folder that is a file", async () => {
    const own = await newFolder();
    await writeFile(join(own, "file"), "");
    expectOneSentence(await startInVain({ folder: join(own, "file") }), "DATA_DIR");
    await removeFolder(own);
  });

  test("data of a newer Parlor", async () => {
    const own = await newFolder();
    await (await startServer({ folder: own })).stop();
    const db = new Database(join(own, "parlor.db"));
    db.run("PRAGMA user_version = 999");
    db.close(true);
    expectOneSentence(await startInVain({ folder: own }), "newer Parlor");
    await removeFolder(own);
  });
});

test("[DURABLE-4] a server that is stopped in order leaves everything for the next one", async () => {
  const own = await newFolder();
  const first = await startServer({ folder: own });
  const ana = await Chatter.as(first.door, "ana");
  const { room } = await ana.ask("create_room", { key: newKey(), kind: "community" });
  const sends = Array.from({ length: 9 }, (_, index) =>
    ana.ask("send_message", { room, key: newKey(), text: `${index}` }),
  );
  await Promise.all(sends);
  const log = await logOf(first.door, room);
  const { epoch, head } = await ana.ask("get_room", { room });
  await first.stop();

  const second = await startServer({ folder: own });
  expect(await logOf(second.door, room)).toEqual(log);
  const again = await Chatter.as(second.door, "ana");
  await again.ask("resume", { cursors: { [`room:${room}`]: { epoch, seq: head - 3 } } });
  const { payload } = await again.find("resumed");
  expect(payload.streams[0]).toMatchObject({ status: "events", head, events: log.slice(-3) });
  await again.leave();
  await second.stop();
  await removeFolder(own);
});
