import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { append, type Draft, drafts, groupOf, jsonOf, summaryOf } from "./contract-drafts.ts";
import type { Row, Store, StreamCopy } from "./store.ts";

/** A place where a store can be opened, closed, and opened again on the same data. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** Every Store must pass these. The rules are those of docs/PROTOCOL.md. */
export function storageContract(name: string, newPlace: () => Promise<StorePlace>): void {
  describe(`${name} is a store`, () => {
    let place: StorePlace;
    let store: Store;

    beforeEach(async () => {
      place = await newPlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const reopen = async () => {
      await store.close();
      store = await place.open();
    };
    const all = (stream: string) => store.read(stream, { after: 0, limit: 10_000 });
    const seqs = (rows: readonly Row[]) => rows.map(({ seq }) => seq);
    const statuses = async (...groups: Parameters<Store["append"]>[0]) =>
      (await store.append(groups)).map(({ status }) => status);
    const stored = async (...groups: Parameters<Store["append"]>[0]) =>
      expect(await statuses(...groups)).toEqual(groups.map(() => "stored"));
    /** `room:a` with this many messages, one command each. */
    const fill = (count: number, stream = "room:a") =>
      stored(...Array.from({ length: count }, (_, index) => [append(stream, index, drafts(index + 1, 1))]));

    describe("appending", () => {
      test("[ORDER-1] what is appended is read in its order, without holes, as it was written", async () => {
        const texts = ["plain", 'a "quoted" \\ line\nand another', "🙂 \u2028 é \u0000 \ud83d", "x".repeat(50_000)];
        const events = texts.map((text, index): Draft => ({ seq: index + 1, json: jsonOf(index + 1, { text }) }));
        await stored([append("room:a", 0, events.slice(0, 2))], [append("room:a", 2, events.slice(2))]);

        expect(await all("room:a")).toEqual(events.map(({ seq, json }) => ({ seq, json })));
      });

      test("an append to a stream that does not stand where it was decided has moved, and stores nothing", async () => {
        await fill(2);
        expect(await statuses([append("room:a", 1, drafts(2, 1))])).toEqual(["moved"]);
        expect(await statuses([append("room:a", 3, drafts(4, 1))])).toEqual(["moved"]);
        expect(await statuses([append("room:a", 0, drafts(1, 1))])).toEqual(["moved"]);
        expect(await statuses([append("room:new", 1, drafts(2, 1))])).toEqual(["moved"]);
        expect(seqs(await all("room:a"))).toEqual([1, 2]);
        expect(await all("room:new")).toEqual([]);
      });

      test("an append to a log of another epoch has moved", async () => {
        await fill(1);
        expect(await statuses([{ ...append("room:a", 1, drafts(2, 1)), epoch: "another" }])).toEqual(["moved"]);
        expect(seqs(await all("room:a"))).toEqual([1]);
      });

      test("[DURABLE-3] the appends of a group are stored together or not at all", async () => {
        await fill(1);
        const group = [append("inbox:ana", 0, drafts(1, 1)), append("room:a", 7, drafts(8, 1))];
        expect(await statuses(group)).toEqual(["moved"]);
        expect(await all("inbox:ana")).toEqual([]);
        expect(await store.load("inbox:ana", 10)).toBeUndefined();

        await stored([append("inbox:ana", 0, drafts(1, 1)), append("room:a", 1, drafts(2, 1))]);
        expect([seqs(await all("inbox:ana")), seqs(await all("room:a"))]).toEqual([[1], [1, 2]]);
      });

      test("groups of one call take effect one after another", async () => {
        const results = await statuses(
          [append("room:a", 0, drafts(1, 2))],
          [append("room:a", 0, drafts(1, 1)), append("room:b", 0, drafts(1, 1))],
          [append("room:b", 0, drafts(1, 1))],
          [append("room:a", 2, drafts(3, 1))],
        );
        expect(results).toEqual(["stored", "moved", "stored", "stored"]);
        expect([seqs(await all("room:a")), seqs(await all("room:b"))]).toEqual([[1, 2, 3], [1]]);
      });

      test("what stands on something that did not happen has moved, even where others brought the stream to that place", async () => {
        await fill(2);
        const results = await statuses(
          [append("room:a", 0, drafts(1, 1))],
          [append("room:a", 1, drafts(2, 1)), append("room:b", 0, drafts(1, 1))],
          [append("room:a", 2, drafts(3, 1))],
          [append("room:b", 0, drafts(1, 1))],
        );
        expect(results).toEqual(["moved", "moved", "moved", "stored"]);
        expect(seqs(await all("room:a"))).toEqual([1, 2]);
      });

      test("calls that do not wait for each other take effect in their order", async () => {
        const calls = Array.from({ length: 50 }, (_, index) =>
          store.append([[append("room:a", index, drafts(index + 1, 1))]]),
        );
        expect((await Promise.all(calls)).flat().every(({ status }) => status === "stored")).toBe(true);
        expect(seqs(await all("room:a"))).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      });

      test("a call that fails stores nothing at all, and the next one finds everything as it was", async () => {
        await fill(1);
        const impossible = [append("room:a", 1, drafts(1, 1))];
        const call = store.append([[append("room:b", 0, drafts(1, 1))], impossible]);
        expect(await call.catch((error: unknown) => error)).toBeInstanceOf(Error);
        expect(seqs(await all("room:a"))).toEqual([1]);
        expect(await store.load("room:b", 10)).toBeUndefined();

        await stored([append("room:b", 0, drafts(1, 1))], [append("room:a", 1, drafts(2, 1))]);
        expect([seqs(await all("room:a")), seqs(await all("room:b"))]).toEqual([[1, 2], [1]]);
      });

      test("many streams and large batches are one call like any other", async () => {
        const names = Array.from({ length: 400 }, (_, index) => `room:${index}`);
        await stored(...names.map((one) => [append(one, 0, drafts(1, 3)), append(`inbox:${one}`, 0, drafts(1, 1))]));
        await stored(...names.map((one) => [append(one, 3, drafts(4, 3))]), ...groupOf("room:large", 2_000));

        for (const one of [names[0]!, names[199]!, names[399]!])
          expect(seqs(await all(one))).toEqual([1, 2, 3, 4, 5, 6]);
        expect((await all("room:large")).length).toBe(2_000);
        expect(await store.read("room:7", { limit: 1 })).toEqual([{ seq: 6, json: jsonOf(6, { text: "6" }) }]);
      });
    });

    describe("once only", () => {
      const keyed = (stream: string, expectedHead: number, actor: string, key: string, print = 1) => [
        append(stream, expectedHead, [{ ...drafts(expectedHead + 1, 1)[0]!, actor, key, print }]),
      ];

      test("[ONCE-1] a key that was there before is answered with the first row, also after a restart", async () => {
        await stored(keyed("room:a", 0, "ana", "k", 77));
        await fill(20, "room:b");
        await reopen();

        const row = { seq: 1, json: jsonOf(1, { text: "1" }) };
        expect(await store.append([keyed("room:a", 1, "ana", "k", 78)])).toEqual([
          { status: "repeated", row, print: 77 },
        ]);
        expect(seqs(await all("room:a"))).toEqual([1]);
      });

      test("[ONCE-3] a key belongs to its actor and to its stream", async () => {
        await stored(keyed("room:a", 0, "ana", "k"), keyed("room:a", 1, "ben", "k"), keyed("room:b", 0, "ana", "k"));
        expect([seqs(await all("room:a")), seqs(await all("room:b"))]).toEqual([[1, 2], [1]]);
      });

      test("events without a key never repeat each other", async () => {
        await stored([append("room:a", 0, drafts(1, 3))], [append("room:a", 3, drafts(4, 3))]);
        expect((await all("room:a")).length).toBe(6);
      });

      test("[ONCE-4] a key that comes twice in one call is stored once", async () => {
        const results = await store.append([
          keyed("room:a", 0, "ana", "k", 5),
          keyed("room:a", 1, "ana", "k", 5),
          keyed("room:a", 1, "ana", "other"),
        ]);
        expect(results.map(({ status }) => status)).toEqual(["stored", "repeated", "stored"]);
        expect(results[1]).toEqual({ status: "repeated", row: { seq: 1, json: jsonOf(1, { text: "1" }) }, print: 5 });
        expect(seqs(await all("room:a"))).toEqual([1, 2]);
      });

      test("[ONCE-1] a repetition is known as one wherever its stream stands by now", async () => {
        await stored(keyed("room:a", 0, "ana", "k"), keyed("room:a", 1, "ana", "other"));
        expect(await statuses(keyed("room:a", 7, "ana", "k"), keyed("room:a", 7, "ana", "new"))).toEqual([
          "repeated",
          "moved",
        ]);
      });

      test("[DURABLE-3] a repetition stores nothing of its group, in whatever stream", async () => {
        await stored(keyed("room:a", 0, "ana", "k"));
        const group = [...keyed("room:a", 1, "ana", "k"), append("inbox:ben", 0, drafts(1, 1))];
        expect(await statuses(group, [append("room:a", 2, drafts(3, 1))])).toEqual(["repeated", "moved"]);
        expect(await store.load("inbox:ben", 10)).toBeUndefined();
        expect(seqs(await all("room:a"))).toEqual([1]);
      });

      test("[ONCE-1] what somebody stored under a key is found by it, also after a restart", async () => {
        await stored(keyed("room:a", 0, "ana", "k", 77), keyed("room:b", 0, "ana", "other", 0));
        await reopen();
        const first = { row: { seq: 1, json: jsonOf(1, { text: "1" }) }, print: 77 };
        expect(await store.firstUse("room:a", "ana", "k")).toEqual(first);
        expect(await store.firstUse("room:b", "ana", "other")).toEqual({ ...first, print: 0 });
        for (const [stream, actor, key] of [
          ["room:a", "ben", "k"],
          ["room:a", "ana", "other"],
          ["room:b", "ana", "k"],
          ["room:none", "ana", "k"],
        ] as const) {
          expect(await store.firstUse(stream, actor, key)).toBeUndefined();
        }
      });

      test("the row of a repetition reads as it does now", async () => {
        await stored(keyed("room:a", 0, "ana", "k"));
        const now = { seq: 1, json: jsonOf(1, { text: "edited" }) };
        await stored([{ ...append("room:a", 1, drafts(2, 1)), revisions: [now] }]);
        const [result] = await store.append([keyed("room:a", 2, "ana", "k")]);
        expect(result).toEqual({ status: "repeated", row: now, print: 1 });
      });
    });

    describe("changing what was said", () => {
      const edit = (seq: number, target: number, text: string): Draft => ({
        seq,
        target,
        json: jsonOf(seq, { target, text }, "message_edited"),
      });
      const reaction = (seq: number, target: number): Draft => ({
        seq,
        target,
        json: jsonOf(seq, { target, emoji: "👍", on: true }, "reaction_changed"),
      });

      test("[RESUME-6] a revised row is read as revised, by every way of reading and after a restart", async () => {
        await fill(2);
        const first = { seq: 1, json: jsonOf(1, { text: "once revised" }) };
        const second = { seq: 1, json: jsonOf(1, { text: "twice revised" }) };
        await stored(
          [{ ...append("room:a", 2, [edit(3, 1, "once revised")]), revisions: [first] }],
          [{ ...append("room:a", 3, [edit(4, 1, "twice revised")]), revisions: [second] }],
        );
        await reopen();

        expect(await store.row("room:a", 1)).toEqual(second);
        expect((await all("room:a"))[0]).toEqual(second);
        expect((await store.read("room:a", { before: 2, limit: 1 }))[0]).toEqual(second);
        expect((await store.load("room:a", 10))?.rows[0]).toEqual(second);
        expect(await store.row("room:a", 2)).toEqual({ seq: 2, json: jsonOf(2, { text: "2" }) });
      });

      test("[ACCESS-5] a redaction takes the text out of all earlier edits of that message, and out of nothing else", async () => {
        await fill(2);
        await stored([append("room:a", 2, [edit(3, 1, "secret one"), edit(4, 2, "stays"), reaction(5, 1)])]);
        const gone = { seq: 1, json: jsonOf(1, { deleted: true }) };
        await stored(
          [append("room:a", 5, [edit(6, 1, "secret two")])],
          [{ ...append("room:a", 6, drafts(7, 1)), revisions: [gone], redactions: [1] }],
        );
        await reopen();

        for (const rows of [await all("room:a"), (await store.load("room:a", 10))?.rows ?? []]) {
          expect(rows.map(({ json }) => json).join()).not.toContain("secret");
          const parsed = rows.map(({ json }) => JSON.parse(json) as unknown);
          expect(parsed[2]).toEqual(JSON.parse(jsonOf(3, { target: 1 }, "message_edited")));
          expect(parsed[3]).toEqual(JSON.parse(edit(4, 2, "stays").json));
          expect(parsed[4]).toEqual(JSON.parse(reaction(5, 1).json));
          expect(parsed[5]).toEqual(JSON.parse(jsonOf(6, { target: 1 }, "message_edited")));
        }
      });
    });

    describe("reading", () => {
      test("a range is read from either end, both ends exclusive, oldest first", async () => {
        await fill(10);
        const read = async (range: Parameters<Store["read"]>[1]) => seqs(await store.read("room:a", range));
        expect(await read({ after: 3, limit: 3 })).toEqual([4, 5, 6]);
        expect(await read({ before: 8, limit: 3 })).toEqual([5, 6, 7]);
        expect(await read({ after: 3, before: 6, limit: 10 })).toEqual([4, 5]);
        expect(await read({ after: 1, before: 9, limit: 2 })).toEqual([2, 3]);
        expect(await read({ limit: 2 })).toEqual([9, 10]);
        expect(await read({ after: 0, limit: 100 })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        expect(await read({ before: 100, limit: 2 })).toEqual([9, 10]);
        expect(await read({ before: 1, limit: 5 })).toEqual([]);
        expect(await read({ after: 10, limit: 5 })).toEqual([]);
      });

      test("a seq that no stream reaches is nothing, however large", async () => {
        await fill(3, "room:a");
        await fill(3, "room:b");
        await fill(3, "room:c");
        for (const far of [4, 2 ** 31, 2 ** 32 + 1, 2 ** 33 + 2, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER]) {
          for (const stream of ["room:a", "room:b", "room:c"]) {
            expect(await store.row(stream, far)).toBeUndefined();
            expect(await store.read(stream, { after: far, limit: 10 })).toEqual([]);
            expect(seqs(await store.read(stream, { before: far, limit: 10 }))).toEqual([1, 2, 3]);
            expect(seqs(await store.read(stream, { after: 2, before: far, limit: 10 }))).toEqual([3]);
          }
        }
      });

      test("a stream that was never written is nothing", async () => {
        expect(await store.load("room:none", 10)).toBeUndefined();
        expect(await all("room:none")).toEqual([]);
        expect(await store.row("room:none", 1)).toBeUndefined();
        expect(await store.streamOf("none")).toBeUndefined();
      });

      test("names that differ in case, accents or spaces are different streams", async () => {
        const names = ["room:a", "room:A", "room:á", "room:a ", "room:a'; --", "room:%", "room:__proto__", "inbox:a"];
        await stored(...names.map((one, index) => [append(one, 0, drafts(1, index + 1))]));
        for (const [index, one] of names.entries()) expect((await all(one)).length).toBe(index + 1);
      });

      test("[DURABLE-4] epoch, head and rows are the same after a restart", async () => {
        await fill(5);
        const before = await store.load("room:a", 10);
        await reopen();
        expect(await store.load("room:a", 10)).toEqual(before);
        expect(before).toMatchObject({ head: 5, epoch: "epoch of room:a" });
        expect(await store.streamOf("epoch of room:a")).toBe("room:a");
        await stored([append("room:a", 5, drafts(6, 1))]);
      });
    });

    describe("loading a stream", () => {
      test("without a snapshot all rows are needed", async () => {
        await fill(7);
        const { head, snapshot, rows } = (await store.load("room:a", 2))!;
        expect({ head, snapshot, seqs: seqs(rows) }).toEqual({
          head: 7,
          snapshot: undefined,
          seqs: [1, 2, 3, 4, 5, 6, 7],
        });
      });

      test("with a snapshot the rows after it are, and at least the recent ones", async () => {
        await fill(3);
        await stored([{ ...append("room:a", 3, drafts(4, 1)), snapshot: { seq: 4, json: '{"at":4}' } }]);
        await stored([append("room:a", 4, drafts(5, 2))]);

        const loaded = async (recent: number) => {
          const { head, snapshot, rows } = (await store.load("room:a", recent))!;
          expect({ head, snapshot }).toEqual({ head: 6, snapshot: { seq: 4, json: '{"at":4}' } });
          return seqs(rows);
        };
        expect(await loaded(0)).toEqual([5, 6]);
        expect(await loaded(2)).toEqual([5, 6]);
        expect(await loaded(4)).toEqual([3, 4, 5, 6]);
        expect(await loaded(100)).toEqual([1, 2, 3, 4, 5, 6]);
      });

      test("a newer snapshot takes the place of the older one", async () => {
        await stored([{ ...append("room:a", 0, drafts(1, 1)), snapshot: { seq: 1, json: '{"at":1}' } }]);
        await stored([{ ...append("room:a", 1, drafts(2, 1)), snapshot: { seq: 2, json: '{"at":2}' } }]);
        await reopen();
        const { snapshot, rows } = (await store.load("room:a", 0))!;
        expect({ snapshot, rows }).toEqual({ snapshot: { seq: 2, json: '{"at":2}' }, rows: [] });
      });
    });

    describe("loading a stream with a copy of it", () => {
      const revised = { seq: 3, json: jsonOf(3, { text: "revised" }) };
      const edit = { seq: 7, target: 3, json: jsonOf(7, { target: 3 }, "message_edited") };
      const snapshot = { seq: 4, json: '{"at":4}' };
      const load = async (copy?: StreamCopy, recent = 3) => (await store.load("room:a", recent, copy))!;

      beforeEach(async () => {
        await fill(3);
        await stored([{ ...append("room:a", 3, drafts(4, 1)), snapshot }]);
        await stored([append("room:a", 4, drafts(5, 2))]);
      });

      test("what it holds may come from the copy", async () => {
        const read = await load();
        expect(seqs(read.rows)).toEqual([4, 5, 6]);
        expect(await load(read)).toEqual(read);
        await reopen();
        expect(await load(read)).toEqual(read);
      });

      test("a copy from before the last event changes nothing, whatever the event was", async () => {
        const copy = await load();
        await stored([{ ...append("room:a", 6, [edit]), revisions: [revised] }]);
        const edited = await load();
        expect(seqs(edited.rows)).toEqual([5, 6, 7]);
        expect(await load(copy)).toEqual(edited);
        expect((await load(copy, 5)).rows[0]).toEqual(revised);

        const late = await load(undefined, 5);
        const gone = { seq: 3, json: jsonOf(3, { deleted: true }) };
        await stored([{ ...append("room:a", 7, drafts(8, 1)), revisions: [gone], redactions: [3] }]);
        expect(await load(late, 6)).toEqual(await load(undefined, 6));
        expect((await load(late, 6)).rows[0]).toEqual(gone);
      });

      test.each([
        ["of another epoch", { epoch: "another" }, [4, 5]],
        ["of a stream that stands further", { head: 7 }, [4, 5]],
        ["of a log that went another way to the same number", {}, [4, 5, 6]],
      ])("a copy %s changes nothing", async (_, changes, otherRows) => {
        const read = await load();
        const rows = read.rows.map(({ seq, json }) => ({
          seq,
          json: otherRows.includes(seq) ? jsonOf(seq, { text: "otherwise" }) : json,
        }));
        expect(await load({ ...read, rows, ...changes })).toEqual(read);
      });

      test.each([1, 2, 3])("a copy without its first %i rows changes nothing", async (missing) => {
        const read = await load();
        expect(await load({ ...read, rows: read.rows.slice(missing) })).toEqual(read);
      });

      test("a copy that begins earlier will do, one for fewer rows than are wanted will not", async () => {
        const [narrow, wide] = [await load(undefined, 3), await load(undefined, 6)];
        expect(seqs((await load(narrow, 5)).rows)).toEqual([2, 3, 4, 5, 6]);
        expect((await load(wide, 3)).rows.slice(-3)).toEqual([...narrow.rows]);
      });

      test("a copy of a stream that is not there makes none", async () => {
        expect(await store.load("room:none", 3, await load())).toBeUndefined();
      });
    });

    describe("the list of rooms", () => {
      const room = (id: string, changes: Parameters<typeof summaryOf>[1] = {}, expectedHead = 0) => [
        { ...append(`room:${id}`, expectedHead, drafts(expectedHead + 1, 1)), summary: summaryOf(id, changes) },
      ];
      const listed = async (search?: string, after?: string, limit = 100) =>
        (await store.listed({ search, after, limit })).map((summary) => summary.room);

      test("a summary holds what was last said about a room, and where its log stands", async () => {
        await stored(room("a", { title: "First" }));
        await stored([{ ...append("room:a", 1, drafts(2, 2)), count: { messages: 2, lastAt: 99 } }]);
        await stored(room("a", { title: "Second", memberCount: 3, closed: true }, 3));
        await stored(room("b", { queue: "help" }));
        await stored(room("b", { queue: undefined }, 1));
        await reopen();

        const summaries = await store.summaries(["b", "none", "a"]);
        expect(summaries.toSorted((one, other) => (one.room < other.room ? -1 : 1))).toEqual([
          {
            room: "a",
            kind: "community",
            title: "Second",
            description: "",
            createdAt: 1,
            closed: true,
            memberCount: 3,
            messageCount: 2,
            lastMessageAt: 99,
            head: 4,
          },
          {
            room: "b",
            kind: "community",
            title: "",
            description: "",
            createdAt: 1,
            closed: false,
            memberCount: 1,
            messageCount: 0,
            // Where a room came from never changes.
            queue: "help",
            head: 2,
          },
        ]);
      });

      test("only open rooms that anybody may see are listed", async () => {
        await stored(room("shown"), room("private", { listed: false }), room("closed", { closed: true }));
        expect(await listed()).toEqual(["shown"]);
      });

      test("rooms are listed by id, one page after another, in the same order everywhere", async () => {
        const ids = ["Zoo", "apple", "apple 2", "zebra", "éclair", "한국"];
        await stored(...ids.toReversed().map((id) => room(id)));
        expect(await listed()).toEqual(ids);
        expect(await listed(undefined, undefined, 2)).toEqual(["Zoo", "apple"]);
        expect(await listed(undefined, "apple", 2)).toEqual(["apple 2", "zebra"]);
        expect(await listed(undefined, "zebra", 9)).toEqual(["éclair", "한국"]);
        expect(await listed(undefined, "between", 1)).toEqual(["zebra"]);
      });

      test("a search finds titles, ids and descriptions, whatever their case", async () => {
        await stored(
          room("one", { title: "Morning Yoga" }),
          room("yoga-2"),
          room("three", { description: "Not YOGA at all" }),
          room("four", { title: "Running" }),
        );
        expect(await listed("yoga")).toEqual(["one", "three", "yoga-2"]);
        expect(await listed("ing y")).toEqual(["one"]);
        expect(await listed("nothing")).toEqual([]);
        expect((await listed("")).length).toBe(4);
      });

      test("signs that mean something to a database mean themselves in a search", async () => {
        await stored(
          room("percent", { title: "100% sure" }),
          room("score", { title: "snake_case" }),
          room("slash", { title: "back\\slash" }),
          room("quote", { title: "it's" }),
          room("plain", { title: "1000 snakes case" }),
        );
        expect(await listed("0%")).toEqual(["percent"]);
        expect(await listed("e_c")).toEqual(["score"]);
        expect(await listed("k\\s")).toEqual(["slash"]);
        expect(await listed("t's")).toEqual(["quote"]);
        expect(await listed("%")).toEqual(["percent"]);
      });
    });

    test("queues are found by the names of their streams, in order, and nothing else is", async () => {
      for (const stream of ["queue:zoo", "room:queue:no", "queue;no", "queue:apple", "inbox:queue"]) {
        await stored(groupOf(stream, 1)[0] ?? []);
      }
      expect(await store.queues(10)).toEqual(["apple", "zoo"]);
      expect(await store.queues(1)).toEqual(["apple"]);
    });

    test("the open rooms of a kind are found, newest first", async () => {
      const room = (id: string, changes: Parameters<typeof summaryOf>[1]) => [
        { ...append(`room:${id}`, 0, drafts(1, 1)), summary: summaryOf(id, changes) },
      ];
      await stored(
        room("old", { kind: "coached", createdAt: 1 }),
        room("new", { kind: "coached", createdAt: 3, listed: false }),
        room("over", { kind: "coached", createdAt: 2, closed: true }),
        room("other", { kind: "group" }),
      );
      expect(await store.openRooms("coached", 10)).toEqual(["new", "old"]);
      expect(await store.openRooms("coached", 1)).toEqual(["new"]);
    });

    test("it is empty until something was stored, and never again", async () => {
      expect(await store.isEmpty()).toBe(true);
      await fill(1);
      expect(await store.isEmpty()).toBe(false);
      await reopen();
      expect(await store.isEmpty()).toBe(false);
    });

    describe("deadlines", () => {
      const until = (stream: string, expectedHead: number, deadline: number | null | undefined) => [
        { ...append(stream, expectedHead, drafts(expectedHead + 1, 1)), deadline },
      ];

      test("streams are due soonest first, until they have a later deadline or none", async () => {
        await stored(until("room:a", 0, 300), until("room:b", 0, 100), until("room:c", 0, undefined));
        expect(await store.due({ from: 0, before: 301, limit: 10 })).toEqual([
          { stream: "room:b", at: 100 },
          { stream: "room:a", at: 300 },
        ]);
        expect(await store.due({ from: 0, before: 300, limit: 10 })).toEqual([{ stream: "room:b", at: 100 }]);
        expect(await store.due({ from: 0, before: 301, limit: 1 })).toEqual([{ stream: "room:b", at: 100 }]);

        await stored(until("room:a", 1, null), until("room:b", 1, undefined), until("room:c", 1, 50));
        await reopen();
        expect(await store.due({ from: 0, before: 1_000, limit: 10 })).toEqual([
          { stream: "room:c", at: 50 },
          { stream: "room:b", at: 100 },
        ]);
      });

      test("those of a span are read on from any of them, each once, also when many are due at the same time", async () => {
        const names = Array.from({ length: 9 }, (_, index) => `room:${index}`);
        await stored(...names.map((name, index) => until(name, 0, index < 5 ? 0 : 200 - index)));
        const read: string[] = [];
        let after: Awaited<ReturnType<Store["due"]>>[number] | undefined;
        for (let pages = 0; pages < 20; pages++) {
          const page = await store.due({ from: 0, before: 1_000, limit: 2, after });
          read.push(...page.map(({ stream }) => stream));
          after = page.at(-1);
          if (!after) break;
        }
        expect(read.toSorted()).toEqual(names);
        expect(read.slice(5)).toEqual(["room:8", "room:7", "room:6", "room:5"]);
        const timed = await store.due({ from: 1, before: 194, limit: 10 });
        expect(timed.map(({ stream }) => stream)).toEqual(["room:8", "room:7"]);
      });
    });

    test("who waits for a turn decides on the newest state, also of what does not exist yet", async () => {
      await fill(3);
      let told: unknown;
      const results = await store.appendInTurn(
        [
          { stream: "room:a", epoch: "epoch of room:a", head: 3 },
          { stream: "room:new", epoch: "epoch of room:new", head: 0 },
          { stream: "room:not", epoch: "epoch of room:not", head: 0 },
        ],
        (news) => {
          told = news;
          return [[append("room:a", 3, drafts(4, 1)), append("room:new", 0, drafts(1, 1))]];
        },
      );
      expect(told).toEqual([]);
      expect(results).toEqual([{ status: "stored" }]);
      expect([seqs(await all("room:a")), seqs(await all("room:new"))]).toEqual([[1, 2, 3, 4], [1]]);
      expect(await store.load("room:not", 1)).toBeUndefined();
    });

    test("a decision that throws in its turn stores nothing, and the next one goes on", async () => {
      const turn = store.appendInTurn([{ stream: "room:a", epoch: "e", head: 0 }], () => {
        throw new Error("our bug");
      });
      expect(String(await turn.catch((error: unknown) => error))).toContain("our bug");
      await fill(1);
    });

    test("of the streams that are known, those that went on are told apart", async () => {
      await fill(3, "room:a");
      await fill(2, "room:b");
      await fill(1, "room:c");
      const known = [
        { stream: "room:a" as const, head: 2 },
        { stream: "room:b" as const, head: 2 },
        { stream: "room:none" as const, head: 0 },
        { stream: "room:c" as const, head: 0 },
      ];
      const ahead = await store.ahead(known);
      expect(ahead.toSorted((one, other) => (one.stream < other.stream ? -1 : 1))).toEqual([
        { stream: "room:a", epoch: "epoch of room:a", head: 3 },
        { stream: "room:c", epoch: "epoch of room:c", head: 1 },
      ]);
      expect(await store.ahead([])).toEqual([]);
    });

    describe("closing", () => {
      test("[DURABLE-1] what was stored is there when it is opened again", async () => {
        await fill(3);
        await reopen();
        expect(seqs(await all("room:a"))).toEqual([1, 2, 3]);
      });

      test("appends under way are finished first", async () => {
        const calls = Array.from({ length: 20 }, (_, index) =>
          store.append([[append("room:a", index, drafts(index + 1, 1))]]),
        );
        await reopen();
        expect((await Promise.all(calls)).flat().every(({ status }) => status === "stored")).toBe(true);
        expect((await all("room:a")).length).toBe(20);
      });
    });
  });
}
