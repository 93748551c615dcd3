import { expect, test } from "bun:test";
import { changeKind } from "./change-kind.ts";
import { kindOf, World } from "./testing/world.ts";

function roomOf(name: string): World {
  const world = new World();
  world.createRoom(kindOf(name));
  return world;
}

test("a changed kind holds from one event on", () => {
  const world = roomOf("group");
  world.join("ann", "member");
  const kind = kindOf("group", { version: 2, messages: { maxLength: 9 } });
  const verdict = changeKind(world.room(), kind);
  if (verdict.ok) world.store(verdict.drafts, "backend");
  expect(world.room().kind).toEqual(kind);
  expect(world.story("room:room").at(-1)).toBe("kind_changed");
  expect(changeKind(world.room(), kind)).toEqual({ ok: true, drafts: [] });
});

test("whoever has a role that is no more gets the default one", () => {
  const world = roomOf("helpdesk");
  world.join("olga", "organizer");
  const { organizer: _, ...roles } = kindOf("helpdesk").roles;
  const verdict = changeKind(world.room(), kindOf("helpdesk", { roles, creatorRole: "moderator", panels: undefined }));
  if (verdict.ok) world.store(verdict.drafts, "backend");
  expect(world.room().members.get("olga")?.role).toBe("participant");
});

test("nobody is thrown out by it", () => {
  const world = roomOf("group");
  for (const id of ["a", "b", "c"]) world.join(id, "member");
  expect(changeKind(world.room(), kindOf("group", { seats: { total: 2 } }))).toMatchObject({
    code: "bad_kind",
    reason: "3 people are here, and the new rules have 2 seats.",
  });
});

test("a room stays of its kind, and a closed one as it was", () => {
  const world = roomOf("group");
  expect(changeKind(world.room(), kindOf("cafe"))).toMatchObject({ code: "bad_kind" });
  world.store([{ stream: "room:room", draft: { type: "room_closed", data: { reason: "" } } }], "x");
  expect(changeKind(world.room(), kindOf("group", { version: 2 }))).toMatchObject({ code: "room_closed" });
});

test("a clock that comes with the new rules waits to be started, one that goes leaves none", () => {
  const world = roomOf("direct");
  const timed = kindOf("direct", { session: { lasts: "5m" } });
  const store = (verdict: ReturnType<typeof changeKind>) => verdict.ok && world.store(verdict.drafts, "backend");
  store(changeKind(world.room(), timed));
  expect(world.room().session).toEqual({ phase: "waiting" });
  store(changeKind(world.room(), kindOf("direct")));
  expect(world.room().session).toBe(undefined);
});
