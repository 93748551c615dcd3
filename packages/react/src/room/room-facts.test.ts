import type { RoomState } from "@parlor/rules";
import { expect, test } from "bun:test";
import { createValue } from "../value.ts";
import { factsOf } from "./room-facts.ts";

const ROOM = { id: "general", title: "General", messageCount: 1, lastMessageAt: 1 } as RoomState;

test("a message leaves what is known of a room the same object", () => {
  const state = createValue<RoomState | undefined>(ROOM);
  const before = factsOf(state).get();
  state.set({ ...ROOM, messageCount: 2, lastMessageAt: 2, answers: {} });
  expect(factsOf(state).get()).toBe(before);
});

test("everything else about it changes it at once", () => {
  const state = createValue<RoomState | undefined>(ROOM);
  const facts = factsOf(state);
  expect(facts.get()?.title).toBe("General");
  state.set({ ...ROOM, title: "Talk", messageCount: 2 });
  expect(facts.get()?.title).toBe("Talk");
  state.set(undefined);
  expect(facts.get()).toBeUndefined();
});

test("what a room did not have before is a change, too", () => {
  const state = createValue<RoomState | undefined>(ROOM);
  const facts = factsOf(state);
  const before = facts.get();
  state.set({ ...ROOM, closed: { at: 1, by: "me", reason: "" } });
  expect(facts.get()).not.toBe(before);
});
