import { afterAll, beforeAll, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { SQL } from "bun";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Chatter, newKey } from "../support/chatter.ts";
import { logOf } from "../support/log-of.ts";
import { parlorCommand, startParlorCommand } from "../support/parlor-command.ts";
import { OwnPostgres } from "../support/postgres.ts";
import { newFolder, removeFolder, type Server, startInVain, startServer } from "../support/server.ts";
import { serverToken } from "../support/tokens.ts";
import { until } from "../support/until.ts";

const ROOM = "moving";
const MANY = 2_500;

let postgres: OwnPostgres;
let folder: string;
let running: Server;
/** Where Ben was when the old server stopped. */
let cursor: { epoch: string; seq: number };
let cookie: string;

const ENV = { ACCOUNTS: "on", DIALECTS: "none" };
const people = async ({ door }: Server) => ({ ana: await Chatter.as(door, "ana"), ben: await Chatter.as(door, "ben") });

beforeAll(async () => {
  [postgres, folder] = await Promise.all([OwnPostgres.start(), newFolder()]);
  running = await startServer({ folder, env: ENV });
  const signedUp = await fetch(`${running.url}v1/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "carla", password: "correct horse battery" }),
  });
  cookie = signedUp.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { ana, ben } = await people(running);
  await ana.ask("create_room", { key: newKey(), room: ROOM, kind: "community", title: "Moving" });
  await ana.ask("open_room", { room: ROOM });
  const { epoch } = await ben.ask("open_room", { room: ROOM });
  const first = await ana.ask("send_message", { room: ROOM, key: newKey(), text: "Hello 'quotes' 🍷" });
  await ana.ask("edit_message", { room: ROOM, key: newKey(), seq: first.seq, text: "Hello there" });
  await ben.ask("react", { room: ROOM, key: newKey(), seq: first.seq, emoji: "👍" });
  await ben.until(() => ben.events(`room:${ROOM}`).some(({ type }) => type === "reaction_changed"));
  cursor = { epoch, seq: ben.events(`room:${ROOM}`).at(-1)!.seq };
  await ben.leave();
  await ana.ask("send_message", { room: ROOM, key: "sent-before", text: "While Ben was away" });
  await ana.leave();
  await talkAtLength(running);
  await writeFile(
    join(folder, "wines.jsonl"),
    '{"id":"w1","title":"Riesling"}\n{"id":"w2","title":"Merlot","body":"Red"}',
  );
  await parlorCommand(["catalog", "import", join(folder, "wines.jsonl"), "--catalog", "wines"], { DATA_DIR: folder });
}, 60_000);

afterAll(async () => {
  await running.stop();
  await postgres[Symbol.asyncDispose]();
  await Promise.all([folder, ...folders].map(removeFolder));
}, 30_000);

const folders: string[] = [];
async function emptyFolder(): Promise<string> {
  folders.push(await newFolder());
  return folders.at(-1)!;
}

/** More than is moved at once. */
async function talkAtLength({ door }: Server): Promise<void> {
  const backEnd = await Chatter.hello(door, serverToken());
  await backEnd.ask("create_room", { key: newKey(), room: "long", kind: "community" });
  for (let said = 0; said < MANY; said += 50) {
    const texts = Array.from({ length: 50 }, (_, index) => `${said + index}`);
    await Promise.all(texts.map((text) => backEnd.ask("send_message", { room: "long", key: newKey(), text })));
  }
  await backEnd.leave();
}

const rowsOf = async (on: SQL, question: string): Promise<readonly unknown[]> =>
  (await on.unsafe(question)) as readonly unknown[];

function streamOf(name: string): number {
  const db = new Database(join(folder, "parlor.db"), { readonly: true });
  const id = db.query<{ id: number }, [string]>("SELECT id FROM streams WHERE name = ?").get(name)?.id;
  db.close();
  return id!;
}

const moving = (to: string) => parlorCommand(["migrate-store", "--to", to], { DATA_DIR: folder });

test("a folder that a server uses is not moved, and one sentence says why", async () => {
  const { exitCode, out, err } = await moving(await postgres.database());
  expect({ exitCode, out, err }).toEqual({
    exitCode: 1,
    out: "",
    err: `A Parlor server is using ${folder}. Stop it, and run this again.\n`,
  });
}, 30_000);

test("where there is no Postgres, or no folder, it is said in one sentence", async () => {
  await running.stop();
  const nowhere = await moving("postgres://parlor@127.0.0.1:1/none");
  expect(nowhere.exitCode).toBe(1);
  expect(nowhere.err).toMatch(/^The database none at 127.0.0.1 cannot be used: .*\.\n$/);
  const empty = await parlorCommand(["migrate-store", "--to", "postgres://h/d"], { DATA_DIR: join(folder, "none") });
  expect(empty.err).toStartWith(`There is nothing to move in ${join(folder, "none")}.`);
  expect((await moving("mysql://h/d")).err).toStartWith("Where to? Say --to postgres://");
}, 30_000);

test("a database that holds somebody else's data is left alone", async () => {
  const url = await postgres.database();
  const stranger = await startServer({ folder: await emptyFolder(), env: { DATABASE_URL: url } });
  expect((await moving(url)).err).toBe(
    "A Parlor server is using this database. Stop it until everything has been moved.\n",
  );
  const ana = await Chatter.as(stranger.door, "ana");
  await ana.ask("create_room", { key: newKey(), room: "theirs", kind: "community" });
  await ana.leave();
  await stranger.stop();
  const { exitCode, err } = await moving(url);
  expect(exitCode).toBe(1);
  expect(err).toBe("This database is not empty. Take an empty one: what is in it is neither mixed nor replaced.\n");
}, 30_000);

test("[RESUME-1] killed in the middle and run again, everything is there, and clients go on without a gap", async () => {
  const url = await postgres.database();
  // The target is made first, so that something can stand in the way in the middle of the events.
  const made = await startServer({ folder: await emptyFolder(), env: { DATABASE_URL: url } });
  await made.stop();

  const stands = new SQL(url, { max: 1 });
  const watch = new SQL(url, { max: 1 });
  const obstacle = await stands.reserve();
  await obstacle`BEGIN`;
  await obstacle`INSERT INTO parlor.events (stream, seq, actor, body) VALUES (${streamOf("room:long")}, 1500, 'x', '{}')`;
  const killed = startParlorCommand(["migrate-store", "--to", url], { DATA_DIR: folder });
  const connected = "SELECT pid FROM pg_stat_activity WHERE application_name = 'parlor migrate-store'";
  const waits = `${connected} AND wait_event_type = 'Lock'`;
  await until(async () => {
    expect(killed.exitCode).toBeNull();
    return (await rowsOf(watch, waits)).length > 0;
  });
  killed.kill("SIGKILL");
  await killed.exited;
  await obstacle`ROLLBACK`;
  await obstacle.release();
  // Postgres hears of the death when it is done with what it was doing.
  await until(async () => (await rowsOf(watch, connected)).length === 0);
  const moved = (await rowsOf(watch, "SELECT seq FROM parlor.events")).length;
  expect(moved).toBeGreaterThan(0);
  expect(moved).toBeLessThan(MANY);

  const half = await startInVain({ folder: await emptyFolder(), env: { DATABASE_URL: url } });
  expect(half.said).toContain("Data is being moved into this database.");

  await watch`UPDATE parlor.events SET actor = 'somebody else' WHERE stream = ${streamOf("room:long")} AND seq = 7`;
  const spoilt = await moving(url);
  expect(spoilt.exitCode).toBe(1);
  expect(spoilt.err).toMatch(/^the events of stream \d+: \d+ events up to \d+ here, .* with another content\n/);
  await watch`UPDATE parlor.events SET actor = 'backend' WHERE stream = ${streamOf("room:long")} AND seq = 7`;
  await Promise.all([stands.close(), watch.close()]);

  const again = await moving(url);
  expect(again.err).toBe("");
  expect(again.out).toMatch(
    /^\d+ rows were moved and compared, and are the same\. Start the servers with DATABASE_URL\.\n$/,
  );
  expect(again.exitCode).toBe(0);
  expect((await moving(url)).out).toStartWith("Everything was moved to this database before.");
  const back = await startInVain({ folder });
  expect(back.said).toContain(`The data in ${folder} was moved to Postgres.`);

  running = await startServer({ folder: await emptyFolder(), env: { ...ENV, DATABASE_URL: url } });
  const session = await fetch(`${running.url}v1/session`, { headers: { cookie } });
  expect(session.status).toBe(200);
  const { ana, ben } = await people(running);
  await ben.ask("resume", { cursors: { [`room:${ROOM}`]: cursor } });
  const [resumed] = (await ben.find("resumed")).payload.streams;
  expect(resumed).toMatchObject({ status: "events", head: cursor.seq + 1 });
  const missed = resumed && "events" in resumed ? resumed.events : [];
  expect(missed[0]?.seq).toBe(cursor.seq + 1);
  expect(missed.flatMap((event) => (event.type === "message_posted" ? event.data.text : []))[0]).toBe(
    "While Ben was away",
  );

  const repeated = await ana.ask("send_message", { room: ROOM, key: "sent-before", text: "While Ben was away" });
  expect(repeated.seq).toBe(cursor.seq + 1);
  const { seq } = await ana.ask("send_message", { room: ROOM, key: newKey(), text: "Here now" });
  expect(seq).toBeGreaterThan(repeated.seq);
  await ana.ask("create_room", { key: newKey(), room: "new", kind: "community" });
  const log = await logOf(running.door, ROOM);
  expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
  const items = `SELECT item FROM parlor.catalogs JOIN parlor.catalog_items USING (import) WHERE name = 'wines' ORDER BY row`;
  const wines = new SQL(url, { max: 1 });
  expect(await rowsOf(wines, items)).toEqual([
    { item: '{"id":"w1","title":"Riesling","body":""}' },
    { item: '{"id":"w2","title":"Merlot","body":"Red"}' },
  ]);
  await Promise.all([ana.leave(), ben.leave(), wines.close()]);
}, 60_000);
