import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { roomStream } from "@parlor/protocol";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "../outcome.ts";
import { SqliteStore } from "../storage/sqlite/sqlite-store.ts";
import type { Store } from "../storage/store.ts";
import { type Answer, closing, creation, message, openJournal, seqOf, stream } from "../testing/open-journal.ts";
import type { Submission } from "./decision.ts";

let folder: string;
let store: SqliteStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlor-journal-"));
  store = await SqliteStore.open(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const journalOn = (on: Store = store, isShared = false) => openJournal(on, isShared);
const stored = async () => (await store.read(stream, { after: 0, limit: 10_000 })).map(({ seq }) => seq);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("deciding and storing", () => {
  test("[ORDER-1] what arrives together is decided in its order, each on top of those before it", async () => {
    const { journal, told } = journalOn();
    const outcomes = await Promise.all([
      journal.submit(message("too early")),
      journal.submit(creation),
      ...numbers(20).map((count) => journal.submit(message(`m${count}`))),
      journal.submit(closing),
      journal.submit(message("too late")),
    ]);
    expect(outcomes.map(seqOf)).toEqual(["no_such_room", ...numbers(22), "room_closed"]);
    expect(await stored()).toEqual(numbers(22));
    expect(told.flat()).toEqual(numbers(22));
  });

  describe("commits", () => {
    let sizes: number[];
    const counting = (): Store =>
      Object.create(store, {
        append: {
          value: (groups: Parameters<Store["append"]>[0]) => (sizes.push(groups.flat().length), store.append(groups)),
        },
        read: { value: store.read.bind(store) },
        load: { value: store.load.bind(store) },
        firstUse: { value: store.firstUse.bind(store) },
      }) as Store;

    beforeEach(() => {
      sizes = [];
    });

    test("what arrives while a commit is under way shares the next one", async () => {
      const { journal, streams } = journalOn(counting());
      await journal.submit(creation);
      expect(streams.peek(stream)).toBeDefined();
      await Promise.all(numbers(50).map((count) => journal.submit(message(`m${count}`))));
      expect(sizes.length).toBeLessThanOrEqual(3);
      expect(await stored()).toEqual(numbers(51));
    });

    test("what one turn reads from sockets shares one, also where microtasks run between any two frames", async () => {
      const { journal } = journalOn(counting());
      await journal.submit(creation);
      const sent: Promise<Outcome<Answer>>[] = [];
      for (const count of numbers(50)) {
        sent.push(journal.submit(message(`m${count}`)));
        await Promise.resolve();
      }
      await Promise.all(sent);
      expect(sizes).toHaveLength(2);
      expect(await stored()).toEqual(numbers(51));
    });
  });

  test("a decision that throws fails alone", async () => {
    const { journal } = journalOn();
    await journal.submit(creation);
    const broken: Submission<Answer> = {
      ...message("broken"),
      decide: () => {
        throw new Error("our bug");
      },
    };
    const [before, failing, after] = await Promise.allSettled([
      journal.submit(message("before")),
      journal.submit(broken),
      journal.submit(message("after")),
    ]);
    expect([before, after].map((one) => one.status === "fulfilled" && seqOf(one.value))).toEqual([2, 3]);
    expect(failing).toMatchObject({ status: "rejected", reason: { message: "our bug" } });
  });

  test("[DURABLE-2] [DEGRADE-1] when the store fails nobody hears anything, and afterwards all goes on", async () => {
    let away = false;
    const failing: Store = Object.create(store, {
      append: {
        value: (groups: Parameters<Store["append"]>[0]) =>
          away ? Promise.reject(new Error("disk full")) : store.append(groups),
      },
      read: { value: store.read.bind(store) },
      load: { value: store.load.bind(store) },
      firstUse: { value: store.firstUse.bind(store) },
    }) as Store;
    const { journal, told, reports, streams } = journalOn(failing);
    await journal.submit(creation);
    away = true;
    const lost = await Promise.allSettled(numbers(3).map((count) => journal.submit(message(`m${count}`))));
    expect(lost.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(reports[0]).toBe("disk full");
    expect(told.flat()).toEqual([1]);
    expect(streams.peek(stream)?.head).toBe(1);

    away = false;
    expect(seqOf(await journal.submit(message("m2")))).toBe(2);
    expect(await stored()).toEqual([1, 2]);
  });

  test("it is drained when all that it accepted is settled", async () => {
    const { journal } = journalOn();
    await journal.submit(creation);
    let settled = 0;
    for (const count of numbers(10)) void journal.submit(message(`m${count}`)).then(() => settled++);
    await journal.drained();
    await Promise.resolve();
    expect(settled).toBe(10);
  });
});

describe("once only", () => {
  /** As after a restart: memory knows no key. */
  const later = () => journalOn().journal;

  test("[ONCE-1] a repetition gets the first answer, from memory and from the store", async () => {
    const { journal } = journalOn();
    await journal.submit(creation);
    const first = await journal.submit(message("m"));
    expect(await journal.submit(message("m"))).toEqual(first);
    expect(await later().submit(message("m"))).toEqual(first);
    expect(await stored()).toEqual([1, 2]);
  });

  test("[ONCE-1] also when it would be refused by now, or change nothing", async () => {
    const { journal } = journalOn();
    const created = await journal.submit(creation);
    const sent = await journal.submit(message("m"));
    const closed = await journal.submit(closing);
    expect(await later().submit(creation)).toEqual(created);
    expect(await later().submit(message("m"))).toEqual(sent);
    expect(await later().submit(closing)).toEqual(closed);
    expect(seqOf(await later().submit(message("new")))).toBe("room_closed");
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test("[ONCE-2] with another body it is refused, also when it would be refused anyway", async () => {
    const { journal } = journalOn();
    await journal.submit(creation);
    await journal.submit(message("m"));
    const codes = async () => [
      seqOf(await journal.submit(message("m", "ana", 2))),
      seqOf(await later().submit(message("m", "ana", 2))),
    ];
    expect(await codes()).toEqual(["key_reused", "key_reused"]);
    await journal.submit(closing);
    expect(await codes()).toEqual(["key_reused", "key_reused"]);
  });

  test("[ONCE-4] of many at once one is stored, and all get its answer", async () => {
    const { journal } = journalOn();
    await journal.submit(creation);
    const all = [...numbers(5).map(() => journal.submit(message("m"))), journal.submit(message("n"))];
    expect((await Promise.all(all)).map(seqOf)).toEqual([2, 2, 2, 2, 2, 3]);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test("[ORDER-3] what follows a repetition in the same batch is not overtaken", async () => {
    const { journal } = journalOn();
    await journal.submit(creation);
    await journal.submit(message("m1"));
    const again = later();
    // Into memory, so that all that follows is one batch.
    await again.submit(message("other", "ben"));
    const outcomes = ["m1", "m2", "m3", "m4"].map((key) => again.submit(message(key)));
    expect((await Promise.all(outcomes)).map(seqOf)).toEqual([2, 4, 5, 6]);
  });

  test.each([
    ["together", (acts: (() => Promise<unknown>)[]) => Promise.all(acts.map((act) => act()))],
    [
      "one after another",
      async (acts: (() => Promise<unknown>)[]) => {
        const started: Promise<unknown>[] = [];
        for (const act of acts) {
          started.push(act());
          await Promise.resolve();
          await Promise.resolve();
        }
        return Promise.all(started);
      },
    ],
  ])(
    "[ORDER-3] who comes upon a stream that is not at hand is not overtaken by what they do next, %s",
    async (_how, run) => {
      const { journal, streams } = journalOn();
      await journal.submit(creation);
      const upon = (key: string, other: string): Submission<Answer> => {
        const { decide, ...rest } = message(key);
        return {
          ...rest,
          decide: (view) => {
            view.state(roomStream(other));
            view.state(roomStream(`${other} again`));
            return decide(view);
          },
        };
      };
      expect(streams.peek(roomStream("far"))).toBeUndefined();
      const acts = [
        upon("one", "far"),
        message("two"),
        message("by ben", "ben"),
        upon("three", "further"),
        message("four"),
      ];
      await run(acts.map((act) => () => journal.submit(act)));
      const texts = (await store.read(stream, { after: 0, limit: 100 })).flatMap(({ json }) => {
        const { actor, data } = JSON.parse(json) as { actor: string; data: { text?: string } };
        return actor === "ana" ? (data.text ?? []) : [];
      });
      expect(texts).toEqual(["one", "two", "three", "four"]);
      await journal.drained();
    },
  );

  test("[ORDER-3] who waits behind something that cannot be read goes on after it", async () => {
    const broken = Object.create(store, {
      append: { value: store.append.bind(store) },
      firstUse: { value: store.firstUse.bind(store) },
      load: {
        value: (name: string, recent: number) =>
          name === "room:lost" ? Promise.reject(new Error("away")) : store.load(name, recent),
      },
    }) as Store;
    const { journal } = journalOn(broken);
    await journal.submit(creation);
    const { decide, ...rest } = message("one");
    const lost = journal.submit({ ...rest, decide: (view) => (view.state(roomStream("lost")), decide(view)) });
    const next = journal.submit(message("two"));
    expect(await lost.catch((error: Error) => error.message)).toBe("away");
    expect(seqOf(await next)).toBe(2);
    await journal.drained();
  });
});

describe("several servers on one store", () => {
  test.each(numbers(12))(
    "[ORDER-1] [ONCE-1] [ORDER-4] they agree on one order, and nothing is lost or doubled (seed %i)",
    async (seed) => {
      const servers = [journalOn(store, true), journalOn(store, true), journalOn(store, true)];
      await servers[0]!.journal.submit(creation);
      // Each says its own messages, and the next one's first message as well: as a client does that came to another server.
      const outcomes = await Promise.all(
        servers.flatMap(({ journal }, index) =>
          numbers(4 + (seed % 5)).flatMap((count) => [
            journal.submit(message(`${index}-${count}`, `user ${index}`)),
            ...(count % 3 === seed % 3
              ? [servers[(index + 1) % 3]!.journal.submit(message(`${index}-${count}`, `user ${index}`))]
              : []),
          ]),
        ),
      );
      const seqs = outcomes.map(seqOf);
      const rows = await store.read(stream, { after: 0, limit: 1_000 });
      const texts = rows.flatMap(({ json }) => (JSON.parse(json) as { data: { text?: string } }).data.text ?? []);
      expect(rows.map(({ seq }) => seq)).toEqual(numbers(rows.length));
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.length).toBe(3 * (4 + (seed % 5)));
      expect(seqs.filter((seq) => typeof seq === "string")).toEqual([]);
      expect(new Set(seqs).size).toBe(texts.length);

      const [closer, ...others] = servers;
      const [closed, ...late] = await Promise.all([
        closer!.journal.submit(closing),
        ...others.map(({ journal }, index) => journal.submit(message(`late ${index}`, "late"))),
      ]);
      const last = (await store.read(stream, { limit: 1 }))[0]!;
      expect(seqOf(closed)).toBe(last.seq);
      for (const outcome of late)
        expect(outcome.ok ? outcome.reply.seq < last.seq : outcome.refusal.code === "room_closed").toBe(true);
    },
  );
});
