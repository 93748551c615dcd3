import { describe, expect, test } from "bun:test";
import { refusal } from "@parlor/protocol";
import { below, chance, pick, SEEDS } from "../testing/chance.ts";
import {
  belongingTo,
  due,
  dueAt,
  EMPTY_OUTBOX,
  enqueue,
  find,
  forgetShown,
  keyOf,
  type Outbox,
  refused,
  remove,
  restore,
  retry,
  sending,
  sent,
  unanswered,
  type Waiting,
} from "./outbox.ts";

const message = (key: string, room = "general"): Waiting => ({
  name: "send_message",
  payload: { room, key, text: key },
  actor: "ana",
  madeAt: 1,
  tries: 0,
  stage: { name: "queued", notBefore: 0 },
});

const outboxOf = (...waiting: Waiting[]) => waiting.reduce(enqueue, EMPTY_OUTBOX);
const dueKeys = (outbox: Outbox, now = 0) => due(outbox, now).map(keyOf);
const stageOf = (outbox: Outbox, key: string) => find(outbox, key)?.stage;

describe("outbox", () => {
  test("rooms do not wait for each other; in a room the second waits for the first", () => {
    const outbox = outboxOf(message("a1"), message("a2"), message("b1", "other"));
    expect(dueKeys(outbox)).toEqual(["a1", "b1"]);

    const under = sending(outbox, "a1");
    expect(dueKeys(under)).toEqual(["b1"]);
    expect(dueKeys(sent(under, "a1", 7))).toEqual(["a2", "b1"]);
  });

  test("what was refused for good makes way for the next; what was refused for now does not", () => {
    const outbox = sending(outboxOf(message("a1"), message("a2")), "a1");

    const failed = refused(outbox, "a1", refusal("message_too_long", "Shorter."), 100, 0.5);
    expect(stageOf(failed, "a1")).toMatchObject({ name: "failed", refusal: { code: "message_too_long" } });
    expect(dueKeys(failed)).toEqual(["a2"]);

    const slowed = refused(outbox, "a1", refusal("too_fast", "Slower.", 1_200), 100, 0.5);
    expect(dueKeys(slowed, 1_299)).toEqual([]);
    expect(dueKeys(slowed, 1_300)).toEqual(["a1"]);
    expect(dueAt(slowed)).toBe(1_300);
  });

  test("without a given wait, it waits longer each time, and never beyond 30 s", () => {
    let outbox = outboxOf(message("a1"));
    const waits = Array.from({ length: 10 }, () => {
      outbox = refused(sending(outbox, "a1"), "a1", refusal("server_error", "Oh."), 0, 1);
      return dueAt(outbox);
    });
    expect(waits.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
    expect(waits.at(-1)).toBe(30_000);
  });

  test("no answer means that nobody knows: the same key goes again, from the same place", () => {
    const outbox = unanswered(sending(outboxOf(message("a1"), message("a2")), "a1"), "a1", 0);

    expect(dueKeys(outbox)).toEqual(["a1"]);
    expect(find(outbox, "a1")?.payload).toEqual(message("a1").payload);
  });

  test("a person tries again what failed, and nothing else", () => {
    const outbox = refused(sending(outboxOf(message("a1")), "a1"), "a1", refusal("room_closed", "Closed."), 0, 0);

    expect(dueKeys(retry(outbox, "a1"))).toEqual(["a1"]);
    const onItsWay = sending(outboxOf(message("a1")), "a1");
    expect(stageOf(retry(onItsWay, "a1"), "a1")).toEqual({ name: "sending" });
  });

  test("what is stored stays until the timeline shows it", () => {
    const outbox = sent(sending(outboxOf(message("a1")), "a1"), "a1", 7);

    expect(
      find(
        forgetShown(outbox, "general", () => false),
        "a1",
      ),
    ).toBeDefined();
    expect(forgetShown(outbox, "general", (seq) => seq === 7)).toEqual(EMPTY_OUTBOX);
  });

  test("after a reload everything stands in the order it was done", () => {
    const here = outboxOf(message("c"));
    const restored = restore(here, [message("a"), message("b"), message("c")]);

    expect(restored.get("general")?.map(keyOf)).toEqual(["a", "b", "c"]);
  });

  test("what somebody else left on this device is not sent in my name", () => {
    const unsigned = { ...message("mine"), actor: undefined };
    const here = outboxOf({ ...message("theirs"), actor: "bo" }, unsigned);
    const signed = (known: string | undefined) =>
      [...belongingTo(here, "ana", known).values()].flat().map(({ payload, actor }) => [payload.key, actor]);

    expect(signed("ana")).toEqual([["mine", "ana"]]);
    // Likely is not certain: it may be somebody else who has just written that.
    expect(signed(undefined)).toEqual([["mine", undefined]]);
  });

  test.each(SEEDS)("whatever is answered or not, a room's messages arrive once and in order (seed %i)", (seed) => {
    const random = chance(seed);
    const rooms = ["a", "b"];
    const done: Waiting[] = [];
    const stored: string[] = [];
    let kept: Waiting[] = [];
    let outbox: Outbox = EMPTY_OUTBOX;
    let now = 0;

    const store = (key: string) => {
      if (!stored.includes(key)) stored.push(key);
    };
    for (let step = 0; step < 60; step += 1) {
      now += 50;
      if (step < 30 && random() < 0.4) {
        const waiting = message(`${seed}-${step}`, pick(random, rooms));
        done.push(waiting);
        kept.push(waiting);
        outbox = enqueue(outbox, waiting);
      }
      for (const waiting of due(outbox, now)) {
        const key = keyOf(waiting);
        outbox = sending(outbox, key);
        const fate = step < 30 ? below(random, 5) : 0;
        if (fate <= 1) {
          store(key);
          outbox = sent(outbox, key, stored.length);
          kept = kept.filter((other) => keyOf(other) !== key);
        }
        // Stored, but the answer is lost.
        if (fate === 2) store(key);
        if (fate === 2 || fate === 3) outbox = unanswered(outbox, key, now + below(random, 100));
        if (fate === 4) outbox = refused(outbox, key, refusal("too_fast", "Slower.", below(random, 200)), now, 0);
      }
      // The page is loaded again: only what was kept is left, and nobody knows what was under way.
      if (random() < 0.1) outbox = restore(EMPTY_OUTBOX, kept);
    }

    for (const room of rooms) {
      const keys = done.filter(({ payload }) => payload.room === room).map(keyOf);
      expect(stored.filter((key) => keys.includes(key))).toEqual(keys);
    }
    expect(stored.length).toBe(done.length);
  });

  test("what was taken back is gone", () => {
    expect(remove(outboxOf(message("a1")), "a1")).toEqual(EMPTY_OUTBOX);
  });
});
