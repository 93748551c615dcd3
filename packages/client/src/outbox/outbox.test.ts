import { beforeEach, describe, expect, test } from "bun:test";
import { refusal } from "@parlor/protocol";
import { Refused, Unanswered } from "../errors.ts";
import { TestClock } from "../testing/test-clock.ts";
import { LiveOutbox } from "./outbox.ts";
import { type ClientStorage, memoryStorage } from "./storage.ts";
import type { Stored, TabMessage, Tabs } from "./tabs.ts";

/** The lock and the channel that tabs of one browser share. */
class Browser {
  readonly storage: ClientStorage = { ...memoryStorage(), shared: true };
  readonly #listeners = new Map<Tabs, (message: TabMessage) => void>();
  #queue: (() => void)[] = [];

  tab(): Tabs {
    const tab: Tabs = {
      lead: (lead) => {
        this.#queue.push(lead);
        if (this.#queue.length === 1) lead();
        return () => {
          const wasFirst = this.#queue[0] === lead;
          this.#queue = this.#queue.filter((other) => other !== lead);
          if (wasFirst) this.#queue[0]?.();
        };
      },
      tell: (message) => {
        for (const [other, listener] of this.#listeners) if (other !== tab) listener(structuredClone(message));
      },
      listen: (listener) => {
        this.#listeners.set(tab, listener);
        return () => void this.#listeners.delete(tab);
      },
    };
    return tab;
  }
}

interface Asked {
  readonly by: string;
  readonly key: string;
  readonly text: string;
  readonly answer: (reply: Stored) => void;
  readonly fail: (error: Error) => void;
}

let browser: Browser;
let clock: TestClock;
let asked: Asked[];
let heard: (() => void)[];

beforeEach(() => {
  browser = new Browser();
  clock = new TestClock();
  asked = [];
  heard = [];
});

function outboxIn(name: string): LiveOutbox {
  const tabs = browser.tab();
  return new LiveOutbox({
    connection: {
      askOnce: (_command: string, payload: object) =>
        new Promise((answer, fail) => {
          const { key = "", text = "" } = payload as { key?: string; text?: string };
          asked.push({ by: name, key, text, answer: answer as (reply: Stored) => void, fail });
          for (const check of heard) check();
        }),
      serverNow: clock.now,
    },
    storage: browser.storage,
    tabsOf: () => tabs,
    isShown: () => true,
    clock,
    random: () => 0.5,
    report: (error) => {
      throw error;
    },
  });
}

const send = (outbox: LiveOutbox, text: string) =>
  outbox.add("send_message", { room: "general", key: `key ${text}`, text });

/** Resolves with the nth question once it is asked. */
function question(n: number): Promise<Asked> {
  return new Promise((resolve) => {
    const check = () => {
      const found = asked[n];
      if (found) resolve(found);
    };
    heard.push(check);
    check();
  });
}

const textsIn = (outbox: LiveOutbox) =>
  (outbox.state.get().get("general") ?? []).map(({ payload, stage }) => [
    "text" in payload ? payload.text : "",
    stage.name,
  ]);

/** Lets every promise that can go on do so. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("tabs of one person", () => {
  test("one of them sends, and what another did is sent by it, in order", async () => {
    const [first, second] = [outboxIn("first"), outboxIn("second")];
    first.start("ana");
    second.start("ana");
    const one = send(first, "1");
    await settled();
    const two = send(second, "2");
    (await question(0)).answer({ seq: 7 });
    expect(await one).toMatchObject({ seq: 7 });
    (await question(1)).answer({ seq: 8 });
    expect(await two).toMatchObject({ seq: 8 });

    expect(asked.map(({ by, text }) => [by, text])).toEqual([
      ["first", "1"],
      ["first", "2"],
    ]);
    await settled();
    expect(await browser.storage.waiting()).toEqual([]);
    expect(textsIn(second)).toEqual([]);
  });

  test("each shows what waits in the others", async () => {
    const [first, second] = [outboxIn("first"), outboxIn("second")];
    first.start("ana");
    second.start("ana");
    void send(second, "1");
    await question(0);

    expect(textsIn(first)).toEqual([["1", "sending"]]);
    expect(textsIn(second)).toEqual([["1", "queued"]]);
  });

  test("[ONCE-1] when the leading tab is gone another leads, with the same keys and in the same order", async () => {
    const [first, second] = [outboxIn("first"), outboxIn("second")];
    first.start("ana");
    second.start("ana");
    void send(first, "1");
    void send(first, "2");
    await settled();
    const three = send(second, "3");
    await settled();
    first.pause();
    (await question(0)).fail(new Unanswered("The connection was lost."));

    (await question(1)).answer({ seq: 1 });
    (await question(2)).answer({ seq: 2 });
    (await question(3)).answer({ seq: 3 });
    expect(await three).toMatchObject({ seq: 3 });
    expect(asked.map(({ by, key }) => [by, key])).toEqual([
      ["first", "key 1"],
      ["second", "key 1"],
      ["second", "key 2"],
      ["second", "key 3"],
    ]);
  });

  test("what one tab saw fail, another tries again, and a third takes away", async () => {
    const [first, second] = [outboxIn("first"), outboxIn("second")];
    first.start("ana");
    second.start("ana");
    const one = send(second, "1").catch((error: unknown) => error);
    (await question(0)).fail(new Refused(refusal("room_closed", "This room is closed.")));
    expect(await one).toMatchObject({ code: "room_closed" });
    expect(textsIn(second)).toEqual([["1", "failed"]]);

    second.retry("key 1");
    (await question(1)).fail(new Refused(refusal("room_closed", "This room is closed.")));
    await settled();
    expect(textsIn(second)).toEqual([["1", "failed"]]);
    outboxIn("third").start("ana");
    second.discard("key 1");
    await settled();
    expect(textsIn(first)).toEqual([]);
    expect(await browser.storage.waiting()).toEqual([]);
  });

  test("what is done before it is known by whom reaches the tab that sends", async () => {
    const [first, second] = [outboxIn("first"), outboxIn("second")];
    first.start("ana");
    const one = send(second, "1");
    // It was Ana last time, and is again.
    await second.restore("ana");
    second.start("ana");
    (await question(0)).answer({ seq: 7 });

    expect(await one).toMatchObject({ seq: 7 });
    expect(asked.map(({ by }) => by)).toEqual(["first"]);
  });

  test("a page that is loaded again finds what failed, with its reason", async () => {
    const before = outboxIn("before");
    before.start("ana");
    void send(before, "1");
    (await question(0)).fail(new Refused(refusal("message_too_long", "Shorter.")));
    await settled();
    before.stop();

    const after = outboxIn("after");
    await after.restore("ana");
    expect(after.state.get().get("general")?.[0]?.stage).toMatchObject({
      name: "failed",
      refusal: { code: "message_too_long" },
    });
  });
});

test("a storage that fails costs the memory of what waits, not the sending", async () => {
  const reported: unknown[] = [];
  const broken = () => Promise.reject(new Error("The disk is full."));
  const outbox = new LiveOutbox({
    connection: { askOnce: () => Promise.resolve({ seq: 1 }) as Promise<never>, serverNow: clock.now },
    storage: { ...memoryStorage(), put: broken, remove: broken },
    tabsOf: () => browser.tab(),
    isShown: () => true,
    clock,
    random: () => 0.5,
    report: (error) => reported.push(error),
  });
  outbox.start("ana");

  expect(await send(outbox, "1")).toMatchObject({ seq: 1 });
  await settled();
  expect(reported.length).toBe(2);
});

test("what waits is bounded", async () => {
  const outbox = outboxIn("only");
  const sends = Array.from({ length: 1_001 }, (_, i) => send(outbox, `${i}`));

  expect(await sends.at(-1)?.catch((error: unknown) => error)).toBeInstanceOf(Unanswered);
  expect(textsIn(outbox).length).toBe(1_000);
});
