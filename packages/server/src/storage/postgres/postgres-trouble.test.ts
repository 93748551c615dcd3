import { expect, test } from "bun:test";
import { OwnPostgres } from "@parlor/tests";
import { summaryOf } from "../contract-drafts.ts";
import type { Group } from "../store.ts";
import { PostgresStore } from "./postgres-store.ts";

const postgres = OwnPostgres.forThisFile({ durable: true });

const open = (url: string) => PostgresStore.open({ url, report: () => undefined, silenceMs: 2_000 });
const message = (stream: `room:${string}`, head: number, key: string, epoch = `epoch of ${stream}`): Group => [
  {
    stream,
    epoch,
    expectedHead: head,
    events: [{ seq: head + 1, actor: "ana", key, json: JSON.stringify({ seq: head + 1, key }) }],
    revisions: [],
    redactions: [],
  },
];
const failure = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
const seqs = async (store: PostgresStore, stream: `room:${string}`) =>
  (await store.read(stream, { after: 0, limit: 10_000 })).map(({ seq }) => seq);

test("servers that start together on an empty database make its tables once", async () => {
  const url = await postgres.database();
  const stores = await Promise.all(Array.from({ length: 4 }, () => open(url)));
  expect(await stores[0]!.append([message("room:a", 0, "k")])).toEqual([{ status: "stored" }]);
  expect(await seqs(stores[3]!, "room:a")).toEqual([1]);
  await Promise.all(stores.map((store) => store.close()));
});

test("data of a newer Parlor is left alone", async () => {
  const url = await postgres.database();
  await (await open(url)).close();
  const newer = Array.from({ length: 50 }, (_, index) => `(${index + 100}, 'later')`).join();
  await postgres.ask(`INSERT INTO parlor.migrations VALUES ${newer}`, url);
  expect(await open(url).catch(String)).toContain("newer Parlor");
});

test("rooms of an older Parlor learn which queue they came from", async () => {
  const url = await postgres.database();
  const older = await open(url);
  const [first] = message("room:asked", 0, "k");
  const json = JSON.stringify({ seq: 1, type: "room_created", data: { title: "", about: { queue: "help" } } });
  await older.append([[{ ...first!, events: [{ seq: 1, actor: "parlor", json }], summary: summaryOf("asked") }]]);
  await older.append([[{ ...message("room:talk", 0, "k")[0]!, summary: summaryOf("talk") }]]);
  await older.close();
  await postgres.ask("ALTER TABLE parlor.rooms DROP COLUMN queue", url);
  await postgres.ask("DELETE FROM parlor.migrations WHERE name = 'the queues that rooms came from'", url);

  const now = await open(url);
  const queues = (await now.summaries(["asked", "talk"])).map(({ room, queue }) => [room, queue]);
  expect(Object.fromEntries(queues)).toEqual({ asked: "help", talk: undefined });
  await now.close();
});

test("[ORDER-1] servers that write to the same streams in batches number them without holes, and never block for good", async () => {
  const url = await postgres.database();
  const streams = Array.from({ length: 12 }, (_, index) => `room:${index}` as const);
  const stores = await Promise.all([open(url), open(url), open(url)]);
  const stored = await Promise.all(
    stores.map(async (store, who) => {
      // What does not exist yet would begin with an epoch of one's own.
      const known = new Map(streams.map((stream) => [stream, { head: 0, epoch: `${stream} by ${who}` }]));
      let written = 0;
      for (let turn = 0; turn < 40; turn++) {
        // Each server names the streams in another order, which is how servers would block each other.
        const order = streams.toSorted((a, b) => Bun.hash.xxHash32(a + who + turn) - Bun.hash.xxHash32(b + who + turn));
        const results = await store.append(
          order.map((stream) => message(stream, known.get(stream)!.head, `${who} ${turn}`, known.get(stream)!.epoch)),
        );
        for (const [index, stream] of order.entries()) {
          if (results[index]?.status === "stored") {
            written++;
            known.get(stream)!.head++;
          } else known.set(stream, (await store.load(stream, 0))!);
        }
      }
      return written;
    }),
  );

  let total = 0;
  for (const stream of streams) {
    const rows = await seqs(stores[0], stream);
    expect(rows).toEqual(rows.map((_, index) => index + 1));
    total += rows.length;
  }
  expect(total).toBe(stored.reduce((sum, count) => sum + count, 0));
  // Otherwise nobody was ever in anybody's way.
  expect(total).toBeLessThan(3 * 40 * streams.length);
  await Promise.all(stores.map((store) => store.close()));
}, 60_000);

test("[ORDER-1] servers that wait for their turns never come too late, and are handed what the others stored", async () => {
  const url = await postgres.database();
  const streams = Array.from({ length: 6 }, (_, index) => `room:${index}` as const);
  const stores = await Promise.all([open(url), open(url), open(url)]);
  const heard = await Promise.all(
    stores.map(async (store, who) => {
      const known = new Map<string, { head: number; epoch: string }>(
        streams.map((stream) => [stream, { head: 0, epoch: `${stream} by ${who}` }]),
      );
      let fromOthers = 0;
      for (let turn = 0; turn < 25; turn++) {
        const order = streams.toSorted((a, b) => Bun.hash.xxHash32(a + who + turn) - Bun.hash.xxHash32(b + who + turn));
        const waiting = order.map((stream) => ({ stream, ...known.get(stream)! }));
        const results = await store.appendInTurn(waiting, (news) => {
          for (const { stream, head, epoch, rows } of news) {
            const before = known.get(stream)!.head;
            expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => before + 1 + index));
            known.set(stream, { head, epoch });
            fromOthers += rows.length;
          }
          return order.map((stream) => {
            const { head, epoch } = known.get(stream)!;
            return message(stream, head, `${who} ${turn}`, epoch);
          });
        });
        expect(results.map(({ status }) => status)).toEqual(order.map(() => "stored"));
        for (const stream of order) known.get(stream)!.head++;
      }
      return fromOthers;
    }),
  );
  for (const stream of streams) expect((await seqs(stores[0], stream)).length).toBe(3 * 25);
  for (const fromOthers of heard) expect(fromOthers).toBeGreaterThan(0);
  await Promise.all(stores.map((store) => store.close()));
}, 60_000);

test("[DURABLE-1] what was answered survives the death of Postgres, and service comes back by itself", async () => {
  const url = await postgres.database();
  const store = await open(url);
  let head = 0;
  const underWay = Promise.withResolvers<void>();
  const write = async () => {
    if (head === 20) underWay.resolve();
    const [result] = await store.append([message("room:a", head, `k${head}`)]);
    if (result?.status === "moved") head = (await store.load("room:a", 0))?.head ?? 0;
    else head++;
    return head;
  };
  const ended = failure(
    (async () => {
      for (;;) await write();
    })(),
  );
  await underWay.promise;
  await postgres.kill();
  expect(await ended).toBeInstanceOf(Error);
  const acknowledged = head;
  expect(await failure(write())).toBeInstanceOf(Error);
  expect(await failure(store.load("room:a", 0))).toBeInstanceOf(Error);

  await postgres.start();
  await write();
  await write();
  const rows = await seqs(store, "room:a");
  expect(rows).toEqual(rows.map((_, index) => index + 1));
  expect(rows.length).toBeGreaterThan(acknowledged);
  await store.close();
}, 60_000);

test("a Postgres that is silent fails what waits for it, and is used again when it speaks", async () => {
  const url = await postgres.database();
  const store = await open(url);
  await store.append([message("room:a", 0, "k")]);
  postgres.pause();
  expect(await failure(store.append([message("room:a", 1, "l")]))).toBeInstanceOf(Error);
  expect(await failure(store.read("room:a", { limit: 1 }))).toBeInstanceOf(Error);
  postgres.resume();

  // What was sent before the silence may have arrived: nobody knows, and the key says.
  const [result] = await store.append([message("room:a", 1, "l")]);
  const [again] = result?.status === "moved" ? await store.append([message("room:a", 2, "l")]) : [result];
  expect(["stored", "repeated"]).toContain(again!.status);
  expect(await seqs(store, "room:a")).toEqual([1, 2]);
  await store.close();
}, 60_000);
