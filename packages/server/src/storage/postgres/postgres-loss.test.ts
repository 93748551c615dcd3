import { expect, test } from "bun:test";
import { Gate, OwnPostgres, until } from "@parlor/tests";
import { SQL } from "bun";
import { creation, message, openJournal, seqOf, stream } from "../../testing/open-journal.ts";
import { PostgresStore } from "./postgres-store.ts";

const postgres = OwnPostgres.forThisFile();

/** Longer than any machine takes to start Postgres again. */
const PATIENCE_MS = 60_000;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** A server's journal on this Postgres, and what it noticed of the losses. */
async function server(url: string, patienceMs = PATIENCE_MS) {
  const losses: string[] = [];
  const store = await PostgresStore.open({ url, report: ({ message: why }) => losses.push(why), patienceMs });
  return { store, losses, ...openJournal(store, true) };
}

type Server = Awaited<ReturnType<typeof server>>;

/** Five messages at once, one of which has no key by which it could be known again. */
const talk = ({ journal }: Server, name: string) => {
  const { key: _, ...keyless } = message(`${name} without a key`);
  return Promise.all([
    ...numbers(4).map((count) => journal.submit(message(`${name} ${count}`))),
    journal.submit(keyless),
  ]);
};

const texts = async ({ store }: Server) =>
  (await store.read(stream, { after: 0, limit: 1_000 })).map(({ json }) => {
    const { seq, data } = JSON.parse(json) as { seq: number; data: { text?: string } };
    return `${seq} ${data.text ?? ""}`;
  });

const TALK = ["2 a 1", "3 a 2", "4 a 3", "5 a 4", "6 a without a key"];

test.each([
  ["a commit", 0, "append"],
  ["a commit in its turn, before it is stored", Infinity, "append"],
  ["a commit in its turn, after it was stored", Infinity, "COMMIT"],
  ["a server's wait for its turn", Infinity, "take_turn"],
])(
  "[ONCE-1] [DURABLE-1] with the answer to %s lost nobody hears of it, and all is stored and told once",
  async (_, contendedUntil, lost) => {
    const url = await postgres.database();
    const gate = await Gate.to(postgres.port);
    const here = await server(url.replace(`:${postgres.port}/`, `:${gate.port}/`));
    expect(seqOf(await here.journal.submit(creation))).toBe(1);
    here.streams.peek(stream)!.contendedUntil = contendedUntil;

    const cut = gate.loseAnswerTo(lost);
    const said = talk(here, "a");
    await cut;
    expect((await said).map(seqOf)).toEqual([2, 3, 4, 5, 6]);
    expect(here.told.flat()).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await texts(here)).slice(1)).toEqual(TALK);
    expect(here.reports).toEqual([]);
    expect(here.losses).toHaveLength(1);

    expect((await talk(here, "b")).map(seqOf)).toEqual([7, 8, 9, 10, 11]);
    await here.store.close();
    await gate[Symbol.asyncDispose]();
  },
);

test("[ONCE-1] a room whose creation was stored without an answer is there once, and its creator hears so", async () => {
  const url = await postgres.database();
  const gate = await Gate.to(postgres.port);
  const here = await server(url.replace(`:${postgres.port}/`, `:${gate.port}/`));
  const cut = gate.loseAnswerTo("append");
  const created = here.journal.submit(creation);
  await cut;
  expect(seqOf(await created)).toBe(1);
  expect(here.told).toEqual([[1]]);
  await here.store.close();
  await gate[Symbol.asyncDispose]();
});

test("[ORDER-1] a connection that is ended in the middle of a commit costs nobody anything, also when another server was quicker", async () => {
  const url = await postgres.database();
  const [here, there] = await Promise.all([server(url), server(url)]);
  await here.journal.submit(creation);
  expect(seqOf(await there.journal.submit(message("first")))).toBe(2);

  const hand = new SQL(url, { max: 1 });
  await hand.unsafe("BEGIN; SELECT FROM parlor.streams FOR UPDATE");
  const said = talk(here, "a");
  const waiting = "FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  const end = async () => {
    const ended: readonly unknown[] = await hand.unsafe(`SELECT pg_terminate_backend(pid) ${waiting}`);
    return ended.length > 0;
  };
  await until(end);
  await hand.unsafe("COMMIT");
  expect((await said).map(seqOf)).toEqual([3, 4, 5, 6, 7]);
  expect(here.told.flat()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(here.losses).toHaveLength(1);
  await hand.close();
  await Promise.all([here, there].map(({ store }) => store.close()));
});

test("[ORDER-1] [ONCE-1] however often the connections of three servers are ended, nothing is refused, lost or doubled", async () => {
  const url = await postgres.database();
  const servers = await Promise.all([server(url), server(url), server(url)] as const);
  await servers[0].journal.submit(creation);
  let answered = 0;
  const talking = servers.map(async ({ journal }, who) => {
    const seqs: (number | string)[] = [];
    for (const count of numbers(60)) {
      seqs.push(seqOf(await journal.submit(message(`${who} ${count}`, `person ${who}`))));
      answered++;
    }
    return seqs;
  });
  let ends = 0;
  const ending = (async () => {
    for (let from = 0; answered < 3 * 50;) {
      await postgres.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parlor'",
        url,
      );
      ends++;
      // Somebody gets through between two of them.
      await until(() => answered > from);
      from = answered;
    }
  })();
  const seqs = (await Promise.all(talking)).flat();
  await ending;
  expect(ends).toBeGreaterThan(3);
  expect(seqs.toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers(181).slice(1));
  const rows = await texts(servers[0]);
  expect(new Set(rows.slice(1).map((row) => row.replace(/^\d+ /, ""))).size).toBe(180);
  expect(servers.flatMap(({ reports }) => reports)).toEqual([]);
  expect(servers.flatMap(({ losses }) => losses).length).toBeGreaterThan(3);
  await Promise.all(servers.map(({ store }) => store.close()));
}, 60_000);

test("[DEGRADE-1] a Postgres that is back soon was never away for those who ask, and one that is away for longer refuses", async () => {
  const url = await postgres.database();
  // It is killed, so what it confirms has to last.
  await postgres.ask(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = on`);
  const [patient, hasty] = await Promise.all([server(url), server(url, 0)]);
  await patient.journal.submit(creation);
  expect(seqOf(await hasty.journal.submit(message("here")))).toBe(2);
  await postgres.kill();
  const said = talk(patient, "a");
  const read = patient.store.read(stream, { after: 0, limit: 10 });
  const refused = await Promise.allSettled([hasty.journal.submit(message("not stored")), hasty.store.load(stream, 1)]);
  expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await postgres.start();
  expect((await said).map(seqOf)).toEqual([3, 4, 5, 6, 7]);
  expect((await read).length).toBeGreaterThan(1);
  expect(seqOf(await hasty.journal.submit(message("not stored")))).toBe(8);
  await Promise.all([patient, hasty].map(({ store }) => store.close()));
}, 90_000);
