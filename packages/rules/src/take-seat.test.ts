import { expect, test } from "bun:test";
import { type Comer, takeSeat } from "./take-seat.ts";
import { kindOf, World } from "./testing/world.ts";

const ben: Comer = { id: "ben", name: "Ben", roles: [] };

const roomOf = (kind: string): World => {
  const world = new World();
  world.createRoom(kindOf(kind));
  return world;
};

test.each(["group", "direct", "helpdesk"])("[ACCESS-1] nobody sits down where one has to be let in (%s)", (kind) => {
  const world = roomOf(kind);
  expect(takeSeat(world.room(), ben, {}, world)).toMatchObject({ ok: false, code: "not_allowed" });
});

test("who is inside, has a token for the room or is a back end may sit down there", () => {
  const world = roomOf("group");
  expect(takeSeat(world.room(), { ...ben, granted: true }, {}, world).ok).toBe(true);
  expect(takeSeat(world.room(), { ...ben, server: true }, {}, world).ok).toBe(true);
  world.join("ben", "member");
  expect(takeSeat(world.room(), ben, {}, world).ok).toBe(true);
});

test.each(["coached", "interview", "community"])("where anybody may come, anybody may sit down (%s)", (kind) => {
  const world = roomOf(kind);
  expect(takeSeat(world.room(), ben, {}, world).ok).toBe(true);
});
