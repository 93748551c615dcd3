import { describe, expect, test } from "bun:test";
import { CLOSE } from "@parlor/protocol";
import { type ConnectionEvent, type ConnectionState, next } from "./connection-state.ts";

type StateName = ConnectionState["name"];
type EventType = ConnectionEvent["type"];

const STATES: { [Name in StateName]: Extract<ConnectionState, { name: Name }> } = {
  idle: { name: "idle" },
  connecting: { name: "connecting", failures: 0 },
  greeting: { name: "greeting", failures: 2 },
  online: { name: "online", failures: 2, since: 1_000 },
  waiting: { name: "waiting", failures: 2, retryAt: 5_000 },
  stopped: { name: "stopped", reason: CLOSE.signedOut },
};

const EVENTS: { [Type in EventType]: Extract<ConnectionEvent, { type: Type }> } = {
  connect: { type: "connect" },
  disconnect: { type: "disconnect" },
  opened: { type: "opened" },
  greeted: { type: "greeted", at: 2_000 },
  refused: { type: "refused", code: "bad_token", again: false, waitMs: 0, at: 2_000, random: 0.5 },
  closed: { type: "closed", code: 1006, at: 2_000, random: 0.5 },
  retry: { type: "retry" },
};

/** Every state with every event: a new one of either does not compile until its row or column is here. */
const TABLE: { [Name in StateName]: { [Type in EventType]: StateName } } = {
  idle: {
    connect: "connecting",
    disconnect: "idle",
    opened: "idle",
    greeted: "idle",
    refused: "idle",
    closed: "idle",
    retry: "idle",
  },
  connecting: {
    connect: "connecting",
    disconnect: "idle",
    opened: "greeting",
    greeted: "connecting",
    refused: "connecting",
    closed: "waiting",
    retry: "connecting",
  },
  greeting: {
    connect: "greeting",
    disconnect: "idle",
    opened: "greeting",
    greeted: "online",
    refused: "stopped",
    closed: "waiting",
    retry: "greeting",
  },
  online: {
    connect: "online",
    disconnect: "idle",
    opened: "online",
    greeted: "online",
    refused: "online",
    closed: "waiting",
    retry: "online",
  },
  waiting: {
    connect: "waiting",
    disconnect: "idle",
    opened: "waiting",
    greeted: "waiting",
    refused: "waiting",
    closed: "waiting",
    retry: "connecting",
  },
  stopped: {
    connect: "connecting",
    disconnect: "idle",
    opened: "stopped",
    greeted: "stopped",
    refused: "stopped",
    closed: "stopped",
    retry: "stopped",
  },
};

const CELLS = (Object.keys(TABLE) as StateName[]).flatMap((state) =>
  (Object.keys(TABLE[state]) as EventType[]).map((event) => [state, event, TABLE[state][event]] as const),
);

describe("connection", () => {
  test.each(CELLS)("%s, %s: %s", (state, event, expected) => {
    const after = next(STATES[state], EVENTS[event]);

    expect(after.name).toBe(expected);
    // The same object back means that nothing happened, and nothing is done.
    if (expected === state) expect(after).toBe(STATES[state]);
  });

  const closed = (code: number, at = 2_000): ConnectionEvent => ({ type: "closed", code, at, random: 0.5 });

  test.each(Object.entries(CLOSE))("close code %s (%i) is obeyed by its range", (_, code) => {
    expect(next(STATES.online, closed(code)).name).toBe(code < 4400 ? "waiting" : "stopped");
  });

  test("a code of tomorrow is obeyed by its range", () => {
    expect(next(STATES.online, closed(4399)).name).toBe("waiting");
    expect(next(STATES.online, closed(4999))).toEqual({ name: "stopped", reason: 4999 });
  });

  test("a sign-out is final until somebody connects again", () => {
    const out = next(STATES.online, closed(CLOSE.signedOut));

    expect(next(out, { type: "retry" })).toBe(out);
    expect(next(out, { type: "connect" })).toEqual({ name: "connecting", failures: 0 });
  });

  test("a short-lived connection still counts as a failure", () => {
    expect(next(STATES.online, closed(1006, 1_000 + 9_999))).toMatchObject({ failures: 3 });
    expect(next(STATES.online, closed(1006, 1_000 + 10_000))).toMatchObject({ failures: 1 });
  });

  test("an attempt after a failure is begun anew when there may be a network again, the first one is not", () => {
    const again: ConnectionState = { name: "connecting", failures: 2 };

    expect(next(again, EVENTS.retry)).not.toBe(again);
    expect(next(again, EVENTS.retry)).toEqual(again);
    expect(next(STATES.connecting, EVENTS.retry)).toBe(STATES.connecting);
  });

  test("a refusal that may pass is waited for at least as long as it says", () => {
    const refused: ConnectionEvent = { ...EVENTS.refused, again: true, waitMs: 7_000, random: 0 };

    expect(next(STATES.greeting, refused)).toEqual({ name: "waiting", failures: 3, retryAt: 9_000 });
    expect(next(STATES.greeting, EVENTS.refused)).toEqual({ name: "stopped", reason: "bad_token" });
  });
});
