import { expect, test } from "bun:test";
import { Kind, queueStream } from "@parlor/protocol";
import { foldQueue, PRESETS, type QueueState } from "@parlor/rules";
import { nextLook, type Seen } from "./next-look.ts";

const kind = Kind.parse({ ...PRESETS.find(({ name }) => name === "helpdesk"), queue: { abandonAfter: "10s" } });
const stream = queueStream("desk");

/** Ana asks, olga waits for a request that she may not have: it is her own. */
const queue = (
  [
    { type: "queue_created", data: { kind, title: "" } },
    {
      type: "help_requested",
      data: { request: "r", user: "ana", name: "Ana", role: "participant", subject: "", description: "" },
    },
    { type: "agent_waiting", data: { agent: "ana", name: "Ana", role: "organizer" } },
  ] as const
).reduce<QueueState | undefined>(
  (state, draft, index) => foldQueue("desk", state, { ...draft, seq: index + 1, id: "", at: 1_000, actor: "x" }),
  undefined,
);

const seen = (gone: Readonly<Record<string, number>>): Seen => ({
  goneSince: (user) => gone[user],
  lastActive: () => undefined,
  isHere: (user) => gone[user] === undefined,
});

test("where somebody waits for a request, one looks at once", () => {
  expect(nextLook(stream, queue, seen({}))).toBe(0);
});

test("what was looked at in vain does not hide what time will do", () => {
  expect(nextLook(stream, queue, seen({}), 5_000)).toBeNull();
  // Who waits to help is let go after thirty seconds, who needs help is given up after ten.
  expect(nextLook(stream, queue, seen({ ana: 3_000 }), 5_000)).toBe(13_000);
  expect(nextLook(stream, queue, seen({ ana: 3_000 }), 20_000)).toBe(33_000);
});

test("a stream that never began is not looked at", () => {
  expect(nextLook(stream, undefined, seen({}))).toBeNull();
});
