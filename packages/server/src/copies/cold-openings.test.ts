import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { AnyDraft } from "@parlor/protocol";
import { OwnPostgres, OwnRedis, until } from "@parlor/tests";
import { SQL } from "bun";
import { PostgresStore } from "../storage/postgres/postgres-store.ts";
import { creation, message, openJournal, seqOf, stream } from "../testing/open-journal.ts";
import { RedisCopies } from "./redis-copies.ts";

const postgres = OwnPostgres.forThisFile();
let redis: OwnRedis;
let url: string;
beforeAll(async () => {
  redis = await OwnRedis.start();
});
afterAll(async () => {
  await redis[Symbol.asyncDispose]();
});
beforeEach(async () => {
  url = await postgres.database();
});

type Server = Awaited<ReturnType<typeof server>>;

/** A server on the shared store, which waits for Redis as long as it takes. */
async function server({ windowSize = 10, waitMs = 30_000 } = {}) {
  const store = await PostgresStore.open({ url, report: () => undefined });
  const copies = new RedisCopies({ url: redis.url, secret: await store.ownSecret(), mostBytes: 10_000_000, waitMs });
  await until(async () => (await copies.find("room:ready")).isWanted);
  const { journal, streams } = openJournal(store, true, { copies, windowSize });
  return {
    copies,
    journal,
    found: streams.copies,
    /** Opens the room cold, and says what a reader gets. */
    open: async () => {
      streams.drop(stream);
      return (await streams.open(stream)).window.newest(windowSize).map(({ json }) => json);
    },
    /** What the store says itself, in the same order. */
    stored: async () => (await store.read(stream, { limit: windowSize })).map(({ json }) => json),
    change: async (draft: AnyDraft) => {
      const decide = () => ({ drafts: [{ stream, draft }], reply: () => ({ seq: 0 }) });
      return seqOf(await journal.submit({ ...message(Bun.randomUUIDv7()), decide }));
    },
    [Symbol.asyncDispose]: async () => {
      await journal.drained();
      copies.close();
      await store.close();
    },
  };
}

/** A room with these messages, and a copy of it that this server left. */
async function roomCopied({ journal, copies, open }: Server, texts: readonly string[]): Promise<void> {
  await journal.submit(creation);
  for (const text of texts) await journal.submit(message(text));
  await openTwice({ copies, open });
}

async function openTwice({ copies, open }: Pick<Server, "copies" | "open">): Promise<void> {
  const { kept } = copies;
  await open();
  await open();
  await until(() => copies.kept > kept);
}

const texts = (count: number) => Array.from({ length: count }, (_, index) => `text ${index + 1}.`);

test.each([
  [1, 10],
  [5, 10],
  [40, 10],
  [40, 25],
  [450, 100],
])(
  "a room of %i messages is opened with another server's copy, in its order, %i of them",
  async (count, windowSize) => {
    await using one = await server({ windowSize });
    await using other = await server({ windowSize });
    await roomCopied(one, texts(count));
    const read = await other.open();
    expect(other.found).toEqual({ taken: 1, stale: 0, missing: 0 });
    expect(read).toEqual(await other.stored());
    expect(read).toHaveLength(Math.min(windowSize, count + 1));
    expect(seqOf(await other.journal.submit(message("goes on")))).toBe(count + 2);
    expect((await other.open()).at(-1)).toContain("goes on");
  },
);

test.each<[string, AnyDraft]>([
  ["a deletion", { type: "message_deleted", data: { target: 3 } }],
  ["an edit", { type: "message_edited", data: { target: 3, text: "edited." } }],
  ["a reaction", { type: "reaction_changed", data: { target: 3, emoji: "👍", on: true } }],
  ["a message", { type: "message_posted", data: { name: "ana", no: 4, text: "one more" } }],
])("[ACCESS-5] after %s on another server the copy is not taken, and the next one is right", async (_, draft) => {
  await using one = await server();
  await using other = await server();
  await roomCopied(one, texts(3));
  await one.change(draft);
  const read = await other.open();
  expect(other.found).toEqual({ taken: 0, stale: 1, missing: 0 });
  expect(read).toEqual(await other.stored());
  if (draft.type === "message_deleted") expect(read.join()).not.toContain('"text":"text 2."');

  await until(() => other.copies.kept === 1);
  await using third = await server();
  expect(await third.open()).toEqual(read);
  expect(third.found).toEqual({ taken: 1, stale: 0, missing: 0 });
});

/** Somebody writes who neither reads nor leaves copies. */
async function writeElsewhere(...written: Parameters<Server["journal"]["submit"]>[0][]): Promise<void> {
  const store = await PostgresStore.open({ url, report: () => undefined });
  const { journal } = openJournal(store, true);
  for (const one of written) await journal.submit(one);
  await journal.drained();
  await store.close();
}

test("a copy from before the store was put back to an earlier state is not taken at the same number", async () => {
  await using one = await server();
  await roomCopied(one, texts(3));
  await using sql = new SQL(url);
  await sql.unsafe("DELETE FROM parlor.events WHERE seq > 2; UPDATE parlor.streams SET head = 2");
  await writeElsewhere(message("otherwise 2."), message("otherwise 3."));
  await using cold = await server();
  const read = await cold.open();
  expect(cold.found).toEqual({ taken: 0, stale: 1, missing: 0 });
  expect(read).toEqual(await cold.stored());
  expect(read).toHaveLength(4);
});

test("nor is one of a log that began anew", async () => {
  await using one = await server();
  await roomCopied(one, texts(3));
  await using sql = new SQL(url);
  await sql.unsafe("TRUNCATE parlor.events, parlor.streams, parlor.snapshots, parlor.rooms");
  await writeElsewhere(creation, ...texts(3).map((text) => message(text)));
  await using cold = await server();
  expect(await cold.open()).toEqual(await cold.stored());
  expect(cold.found).toEqual({ taken: 0, stale: 1, missing: 0 });
});

test("a server that keeps more rows in memory than another reads them itself, one that keeps fewer does not", async () => {
  await using narrow = await server({ windowSize: 10 });
  await using wide = await server({ windowSize: 300 });
  // So many that a snapshot lies close before the end: otherwise every copy has every row.
  await roomCopied(narrow, texts(260));
  expect(await wide.open()).toEqual(await wide.stored());
  expect(wide.found).toEqual({ taken: 0, stale: 1, missing: 0 });
  await until(() => wide.copies.kept === 1);
  expect(await narrow.open()).toEqual(await narrow.stored());
  expect(narrow.found.taken).toBe(1);
});

test("with Redis paused a room is opened all the same, and again with a copy when it goes on", async () => {
  await using one = await server();
  await using other = await server({ waitMs: 20 });
  await roomCopied(one, texts(3));
  redis.pause();
  try {
    for (let count = 0; count < 3; count++) expect(await other.open()).toEqual(await other.stored());
    expect(other.found).toEqual({ taken: 0, stale: 0, missing: 3 });
  } finally {
    redis.resume();
  }
  await until(async () => {
    await other.open();
    return other.found.taken > 0;
  });
});
