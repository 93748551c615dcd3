import { beforeEach, expect, test } from "bun:test";
import { endInvitation, invite } from "./invite.ts";
import { kindOf, World } from "./testing/world.ts";

let world: World;

beforeEach(() => {
  world = new World();
  world.createRoom(kindOf("group"));
  world.join("ann", "member");
  world.join("mod", "moderator");
});

const asker = (id: string) => ({ id, name: id, member: world.room().members.get(id), server: false });
const asks = (by: string, user: string, role?: string) => {
  const verdict = invite(world.room(), asker(by), { user, role });
  if (verdict.ok) world.store(verdict.drafts, by);
  return verdict;
};

test("the invited hear of it, and no more once they have joined", () => {
  asks("ann", "ben");
  expect(world.inbox("ben").invitations).toMatchObject([{ room: "room", by: "ann", kind: "group" }]);
  expect(world.room().invitations).toMatchObject([{ user: "ben", role: "member", by: "ann" }]);
  world.join("ben", "member");
  world.store([{ stream: "inbox:ben", draft: { type: "room_added", data: { room: "room", seq: 5, no: 0 } } }], "ben");
  expect(world.room().invitations).toEqual([]);
  expect(world.inbox("ben").invitations).toEqual([]);
});

test("inviting twice is inviting once, a member never", () => {
  asks("ann", "ben");
  expect(asks("mod", "ben")).toEqual({ ok: true, drafts: [] });
  expect(asks("ann", "mod")).toEqual({ ok: true, drafts: [] });
});

test("nobody hands out more than they could give", () => {
  expect(asks("ann", "ben", "moderator")).toMatchObject({ code: "not_allowed" });
  expect(asks("mod", "ben", "moderator")).toMatchObject({ ok: true });
  expect(asks("mod", "cleo", "toString")).toMatchObject({ code: "not_allowed" });
  expect(asks("stranger", "cleo")).toMatchObject({ code: "not_a_member" });
});

test("the invited say no, who may invite takes it back, others do neither", () => {
  asks("ann", "ben");
  expect(endInvitation(world.room(), asker("stranger"), "ben")).toMatchObject({ code: "not_a_member" });
  const declined = endInvitation(world.room(), asker("ben"), "ben");
  if (declined.ok) world.store(declined.drafts, "ben");
  expect(world.room().invitations).toEqual([]);
  expect(world.inbox("ben").invitations).toEqual([]);
  expect(endInvitation(world.room(), asker("mod"), "ben")).toEqual({ ok: true, drafts: [] });
});

test("there is an end to open invitations", () => {
  for (let i = 0; i < 200; i++) asks("mod", `guest-${i}`);
  expect(asks("mod", "one-more")).toMatchObject({ code: "too_many" });
});
