import { expect, test } from "bun:test";
import { INBOX_EVENTS, ROOM_EVENTS } from "@parlor/protocol";
import { isInboxEvent, isRoomEvent } from "./known-events.ts";

const event = (type: string) => ({ seq: 1, id: "1", type, at: 0, actor: "ana", data: {} });

test("the SDK knows every event that the protocol has", () => {
  expect(Object.keys(ROOM_EVENTS).filter((type) => !isRoomEvent(event(type)))).toEqual([]);
  expect(Object.keys(INBOX_EVENTS).filter((type) => !isInboxEvent(event(type)))).toEqual([]);
});

test("what a newer server may say is passed over, and so are words that every object knows", () => {
  for (const type of ["room_painted", "constructor", "__proto__", "toString"]) {
    expect(isRoomEvent(event(type))).toBe(false);
    expect(isInboxEvent(event(type))).toBe(false);
  }
});
