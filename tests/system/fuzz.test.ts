import { beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { chanceOf } from "../support/chance.ts";
import { Chatter, newKey } from "../support/chatter.ts";
import { FileServer } from "../support/file-server.ts";
import { logOf } from "../support/log-of.ts";
import { mutated } from "../support/mutation.ts";
import { serverToken, tokenOf } from "../support/tokens.ts";

setDefaultTimeout(60_000);

const server = FileServer.forThisFile();
let witness: Chatter;

beforeAll(async () => {
  witness = await Chatter.as(server.door, "witness");
  await witness.ask("create_room", { key: newKey(), room: "quiet", kind: "group" });
  await witness.ask("send_message", { room: "quiet", key: newKey(), text: "a secret" });
  // What one says oneself is soon taken as read, which one hears of too.
  await witness.until(() => witness.events("inbox:witness").some(({ type }) => type === "read_marked"));
});

const room = "fuzz";
const GOOD_FRAMES: readonly object[] = [
  { type: "hello", payload: { token: tokenOf("ana") } },
  { type: "create_room", payload: { key: "k", room, kind: "community", title: "t", members: ["ben"] } },
  { type: "change_room", payload: { room, key: "k2", title: "t2", description: "d" } },
  { type: "join_room", payload: { room, key: "k3" } },
  { type: "leave_room", payload: { room, key: "k4", user: "ben" } },
  {
    type: "set_member",
    payload: { room, key: "k5", user: "ben", name: "Ben", role: "member", grant: ["message.send"], deny: [] },
  },
  { type: "open_room", payload: { room, after: { epoch: "e", seq: 3 } } },
  { type: "close_view", payload: { room } },
  { type: "send_message", payload: { room, key: "k6", text: "hello", mentions: ["ben"], replyTo: 1 } },
  { type: "edit_message", payload: { room, key: "k7", seq: 4, text: "other" } },
  { type: "delete_message", payload: { room, key: "k8", seq: 5 } },
  { type: "react", payload: { room, key: "k9", seq: 6, emoji: "👍", on: true } },
  { type: "mark_read", payload: { room, seq: 6 } },
  { type: "typing", payload: { room, on: true } },
  { type: "set_status", payload: { status: "away" } },
  { type: "list_rooms", payload: { of: "listed", search: "%_", after: "a", limit: 10 } },
  { type: "load_history", payload: { room, before: 9, limit: 10 } },
  { type: "resume", payload: { cursors: { "room:fuzz": { epoch: "e", seq: 1 }, "inbox:ana": null } } },
  { type: "get_room", payload: { room } },
];

/** Nothing of the inside may show: no stack, no path, no query, no word of a database. */
const INSIDES =
  /node_modules|\/packages\/|\.ts:\d|\n\s+at |SQLITE|SELECT |INSERT |syntax error|undefined is not|Cannot read/;

const memoryMb = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) / 1024;

test("[TRUST-8] thousands of broken frames break nothing, show nothing of the inside, and touch nobody else", async () => {
  const quiet = await logOf(server.door, "quiet");
  const before = memoryMb();
  const heard = witness.frames.filter(({ type }) => type !== "reply").length;
  for (let seed = 1; seed <= 30; seed++) {
    const chance = chanceOf(seed);
    // A back end's, so that no flood is noticed and every frame is looked at; every third is an ordinary person's.
    const chatter = await Chatter.hello(server.door, seed % 3 === 0 ? tokenOf("mallory") : serverToken());
    for (let count = 0; count < (seed % 3 === 0 ? 500 : 1_000) && !chatter.isClosed; count++) {
      const frame = chance.of(GOOD_FRAMES);
      chatter.raw(
        chance.oneIn(10)
          ? JSON.stringify({ id: `f${count}`, ...frame })
          : mutated({ id: `f${count}`, ...frame }, chance),
      );
      // An answer now and then, so that frames meet each other's effects and not only each other.
      if (count % 100 === 0) await chatter.settled();
    }
    await chatter.settled();
    expect(chatter.frames.length).toBeGreaterThan(300);
    expect(chatter.frames.map((frame) => JSON.stringify(frame)).filter((frame) => INSIDES.test(frame))).toEqual([]);
    const refusals = chatter.frames.flatMap((frame) => (frame.type === "refusal" ? frame.payload.code : []));
    expect(refusals.filter((code) => code === "server_error")).toEqual([]);
    await chatter.leave();
  }
  expect(server.log()).not.toContain("a command failed");
  expect(memoryMb() - before).toBeLessThan(150);
  expect(await logOf(server.door, "quiet")).toEqual(quiet);
  expect(witness.frames.filter(({ type }) => type !== "reply").length).toBe(heard);
  await witness.ask("send_message", { room: "quiet", key: newKey(), text: "still here" });
});
