import { expect, test } from "bun:test";
import type { StoredEvent } from "@parlor/protocol";
import { EMPTY_INBOX, inboxView } from "@parlor/rules";
import { inboxCursor, inboxFrom, inboxIsBehind, receiveInbox } from "./inbox.ts";

const added = (seq: number, room: string): StoredEvent => ({
  seq,
  id: `${seq}`,
  type: "room_added",
  at: seq,
  actor: "ana",
  data: { room, seq: 1, no: 0 },
});
const inbox = inboxFrom("e1", 4, inboxView(EMPTY_INBOX));
const roomsIn = (of: typeof inbox) => [...of.state.rooms.values()].map(({ room }) => room);

test("an inbox takes what follows, and only once", () => {
  const after = receiveInbox(receiveInbox(inbox, [added(5, "a")]), [added(5, "a"), added(6, "b")]);

  expect(roomsIn(after)).toEqual(["a", "b"]);
  expect(inboxCursor(after)).toEqual({ epoch: "e1", seq: 6 });
  expect(inboxIsBehind(after)).toBe(false);
});

test("after a hole an inbox is behind, and its cursor is before the hole", () => {
  const after = receiveInbox(inbox, [added(6, "b")]);

  expect(inboxIsBehind(after)).toBe(true);
  expect(inboxCursor(after)).toEqual({ epoch: "e1", seq: 4 });
  expect(roomsIn(after)).toEqual([]);
});

test("an event of a newer server takes its place", () => {
  const after = receiveInbox(inbox, [{ ...added(5, "a"), type: "of_tomorrow" }, added(6, "b")]);

  expect(roomsIn(after)).toEqual(["b"]);
});
