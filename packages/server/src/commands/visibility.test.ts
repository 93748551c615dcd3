import { afterEach, beforeEach, expect, test } from "bun:test";
import { type CommandName, COMMANDS, type PayloadInput, type Reply, type StoredEvent } from "@parlor/protocol";
import { PRESETS } from "@parlor/rules";
import type { Person } from "../identity/person.ts";
import { RawJson, toJson } from "../encoding/raw-json.ts";
import { type ParlorInFolder, parlorInFolder } from "../testing/parlor-in-folder.ts";

let place: ParlorInFolder;
const group = PRESETS.find(({ name }) => name === "group")!;

beforeEach(async () => {
  place = await parlorInFolder({ CHAT_CACHE_SIZE: "10" });
  const made = await place.kinds.change({
    ...group,
    name: "discreet",
    history: { visible: "from-join", onJoin: 50 },
    limits: { send: "1000/1s" },
  });
  expect(made.ok).toBe(true);
});
afterEach(() => place.close());

const person = (id: string): Person => ({
  user: { id, name: id },
  roles: [],
  rooms: new Map(),
  server: false,
  admin: false,
  expiresAt: undefined,
  attributes: {},
});

async function ask<Name extends CommandName>(
  user: string,
  name: Name,
  payload: PayloadInput<Name>,
): Promise<Reply<Name>> {
  const command = { name, payload: COMMANDS[name].payload.parse(payload) };
  const outcome = await place.parlor.ask(command as never, { person: person(user), view: undefined });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  const { reply } = outcome;
  return (reply instanceof RawJson ? JSON.parse(toJson(reply)) : reply) as Reply<Name>;
}

let keys = 0;
const say = (user: string, text: string) => ask(user, "send_message", { room: "r", key: `k${++keys}`, text });

/** Ana and Cleo talk before Ben joins and afterwards, in a log longer than what is held in memory. */
async function conversation(): Promise<{ joined: number; head: number }> {
  await ask("ana", "create_room", { key: "room", room: "r", kind: "discreet", members: ["cleo"] });
  for (let count = 0; count < 8; count++) for (const user of ["ana", "cleo"]) await say(user, `before ${count}`);
  await ask("ana", "set_member", { room: "r", key: "ben", user: "ben" });
  const { head: joined } = await ask("ana", "get_room", { room: "r" });
  for (let count = 0; count < 9; count++) for (const user of ["ana", "cleo", "ben"]) await say(user, `after ${count}`);
  // What was said before goes on changing, in memory and on the disk.
  for (const [key, seq] of [4, 5].entries()) {
    await ask("ana", "react", { room: "r", key: `react ${key}`, seq, emoji: "🙈" });
    if (seq === 5) for (let count = 0; count < 9; count++) await say("ben", `after 8, ${count}`);
    await ask(seq === 4 ? "ana" : "cleo", "edit_message", { room: "r", key: `edit ${key}`, seq, text: "before 🙈" });
    await ask(seq === 4 ? "ana" : "cleo", "delete_message", { room: "r", key: `delete ${key}`, seq: seq + 2 });
  }
  return { joined, head: (await ask("ana", "get_room", { room: "r" })).head };
}

const seqs = (events: readonly StoredEvent[]) => events.map(({ seq }) => seq);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("[ACCESS-4] who joined later reads nothing from before, by whatever command", async () => {
  const { joined, head } = await conversation();
  const answers = [
    await ask("ben", "open_room", { room: "r" }),
    await ask("ben", "get_room", { room: "r" }),
    await ask("ben", "load_history", { room: "r", after: 0, limit: 200 }),
    await ask("ben", "load_history", { room: "r", before: joined + 2, limit: 200 }),
    await ask("ben", "load_history", { room: "r", before: joined, limit: 200 }),
    await ask("ben", "list_rooms", {}),
  ];
  const { epoch } = answers[1] as Reply<"get_room">;
  answers.push(await ask("ben", "open_room", { room: "r", after: { epoch, seq: 1 } }));
  answers.push(await ask("ben", "open_room", { room: "r", after: { epoch, seq: head - 3 } }));
  expect(JSON.stringify(answers)).toContain("after 8");
  expect(JSON.stringify(answers)).not.toContain("before");
  expect(JSON.stringify(answers)).not.toContain("🙈");
  expect(JSON.stringify(answers)).not.toContain('"target"');
});

test("[ACCESS-4] what was said before one joined cannot be answered, changed or reacted to either", async () => {
  await conversation();
  await ask("ana", "set_member", { room: "r", key: "ben leads", user: "ben", role: "moderator" });
  for (const act of [
    ask("ben", "react", { room: "r", key: "b1", seq: 8, emoji: "👍" }),
    ask("ben", "delete_message", { room: "r", key: "b2", seq: 8 }),
    ask("ben", "send_message", { room: "r", key: "b3", text: "what?", replyTo: 8 }),
  ]) {
    expect(await act.catch((error: Error) => error.message)).toBe("no_such_message");
  }
  expect(await ask("cleo", "react", { room: "r", key: "c1", seq: 8, emoji: "👍" })).toEqual({ seq: 8 });
});

test("[RESUME-5] pages of somebody who may not see everything lie side by side without a hole", async () => {
  const { joined, head } = await conversation();
  for (const limit of [1, 3, 10, 50, 200]) {
    const read: number[] = [];
    for (let after = 0; after < head;) {
      const page = await ask("ben", "load_history", { room: "r", after, limit });
      expect(page.from).toBe(after + 1);
      expect(page.to).toBeGreaterThan(after);
      read.push(...seqs(page.events));
      after = page.to;
    }
    expect(read).toEqual(numbers(joined, head));

    const backwards: number[] = [];
    for (let before = head + 1; before > 1;) {
      const page = await ask("ben", "load_history", { room: "r", before, limit });
      expect(page.to).toBe(before - 1);
      backwards.unshift(...seqs(page.events));
      before = page.from;
    }
    expect(backwards).toEqual(numbers(joined, head));
  }
});

test("[BOUND-7] [RESUME-2] [RESUME-5] pages of very long messages are shorter, and still lie side by side", async () => {
  const made = await place.kinds.change({
    ...group,
    name: "novel",
    messages: { maxLength: 10_000 },
    limits: { send: "1000/1s" },
    history: { onJoin: 200 },
  });
  expect(made.ok).toBe(true);
  await ask("ana", "create_room", { key: "room", room: "r", kind: "novel" });
  for (let count = 0; count < 60; count++) await say("ana", "한".repeat(10_000));
  const { epoch, head } = await ask("ana", "get_room", { room: "r" });
  const bytesOf = (answer: object) => Buffer.byteLength(JSON.stringify(answer));

  const read: number[] = [];
  for (let after = 0; after < head;) {
    const page = await ask("ana", "load_history", { room: "r", after, limit: 200 });
    expect(bytesOf(page)).toBeLessThan(700_000);
    read.push(...seqs(page.events));
    after = page.to;
  }
  expect(read).toEqual(numbers(1, head));
  const backwards: number[] = [];
  for (let before = head + 1; before > 1;) {
    const page = await ask("ana", "load_history", { room: "r", before, limit: 200 });
    expect(bytesOf(page)).toBeLessThan(700_000);
    backwards.unshift(...seqs(page.events));
    before = page.from;
  }
  expect(backwards).toEqual(numbers(1, head));
  for (const seq of [1, 20, head - 19, head - 5, head]) {
    const answer = await ask("ana", "open_room", { room: "r", after: { epoch, seq } });
    expect(bytesOf(answer)).toBeLessThan(700_000);
    const missing = answer.gap ? numbers(answer.gap.from, answer.gap.to) : [];
    expect([...missing, ...seqs(answer.events)]).toEqual(numbers(seq + 1, head));
  }
});

test("[RESUME-2] the page and its gap are all that somebody may see after their cursor", async () => {
  const { joined, head } = await conversation();
  const { epoch } = await ask("ben", "get_room", { room: "r" });
  for (let seq = 1; seq <= head; seq++) {
    const { events, gap } = await ask("ben", "open_room", { room: "r", after: { epoch, seq } });
    const missing = gap ? numbers(gap.from, gap.to) : [];
    expect([...missing, ...seqs(events)]).toEqual(numbers(Math.max(joined, seq + 1), head));
  }
});
