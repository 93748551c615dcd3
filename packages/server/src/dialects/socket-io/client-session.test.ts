import { expect, test } from "bun:test";
import { ClientSessions, withGuest } from "./client-session.ts";

const KEEP_MS = 1_000;

function sessionsAt(clock: { now: number }): ClientSessions {
  return new ClientSessions({ keepMs: KEEP_MS, now: () => clock.now });
}
const place = { entered: { epoch: "e", seq: 3 } };
const nothing = () => undefined;

test("a client that comes back in time is where it was", () => {
  const clock = { now: 0 };
  const sessions = sessionsAt(clock);
  const session = sessions.begin("one", undefined, nothing);
  session.rooms.set("room:a", place);
  sessions.away(session);
  clock.now = KEEP_MS - 1;
  expect(sessions.recall("one")).toMatchObject({ remembered: true, rooms: new Map([["room:a", place]]) });
});

test("who comes back later is not remembered", () => {
  const clock = { now: 0 };
  const sessions = sessionsAt(clock);
  const session = sessions.begin("one", undefined, nothing);
  session.rooms.set("room:a", place);
  sessions.away(session);
  clock.now = KEEP_MS + 1;
  const other = sessions.begin("other", undefined, nothing);
  other.rooms.set("room:a", place);
  sessions.away(other);
  expect(sessions.recall("one")).toMatchObject({ remembered: false, rooms: new Map() });
});

test("a connection that is not known to be dead ends when its client is back", () => {
  const sessions = sessionsAt({ now: 0 });
  let ended = 0;
  sessions.begin("one", undefined, () => ended++);
  sessions.begin("two", sessions.recall("one"), nothing);
  expect(ended).toBe(1);
});

test("a guest is the same guest after a restart", () => {
  const pid = withGuest("one", "token.of.guest");
  expect(sessionsAt({ now: 0 }).recall(pid)).toMatchObject({ guestToken: "token.of.guest", remembered: false });
});

test("those who are away are bounded, and the first to go are the first to be forgotten", () => {
  const sessions = sessionsAt({ now: 0 });
  for (let n = 0; n < 20_010; n++) {
    const session = sessions.begin(`${n}`, undefined, nothing);
    session.rooms.set("room:a", place);
    sessions.away(session);
  }
  expect(sessions.recall("0")?.remembered).toBe(false);
  expect(sessions.recall("20009")?.remembered).toBe(true);
});

test.each([undefined, null, 7, "", "x".repeat(5_000), {}])("%p is nobody who comes back", (pid) => {
  expect(sessionsAt({ now: 0 }).recall(pid)).toBeUndefined();
});
