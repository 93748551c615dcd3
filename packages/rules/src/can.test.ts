import { beforeEach, describe, expect, test } from "bun:test";
import type { Capability, MessagePosted } from "@parlor/protocol";
import { type Act, can } from "./can.ts";
import { kindOf, World } from "./testing/world.ts";

const message: MessagePosted = { name: "Ann", no: 1, text: "hi" };

function code(world: World, id: string, act: Act, as: { server?: boolean; granted?: boolean } = {}): string {
  const { server = false, granted = false } = as;
  const answer = can({ id, member: world.room().members.get(id), server, granted }, act, world.room(), world.now);
  return answer.ok ? "yes" : answer.code;
}

function roomOf(name: string, changes = {}): World {
  const world = new World();
  world.createRoom(kindOf(name, changes));
  return world;
}

describe("the reason reaches the person", () => {
  test.each<[string, string, Act, string]>([
    ["helpdesk", "participant", { do: "close" }, "Only an organizer or a moderator can close this chat."],
    ["community", "member", { do: "close" }, "Only a moderator can close this chat."],
    ["coached", "client", { do: "search" }, "Only an assistant can search here."],
    ["coached", "assistant", { do: "extend" }, "Only a moderator can add time."],
    ["direct", "member", { do: "let-in" }, "Nobody can let people in."],
    ["cafe", "member", { do: "edit", author: "me", message }, "Nobody can edit messages here."],
  ])("%s, %s, %j: %s", (kind, role, act, reason) => {
    const world = roomOf(kind, { session: undefined });
    world.join("me", role);
    const answer = can({ id: "me", member: world.room().members.get("me"), server: false }, act, world.room());
    expect(answer).toMatchObject({ ok: false, reason });
  });
});

describe("doors", () => {
  test.each<[string, string, string, string]>([
    // kind, join, read, read with a token that names the room
    ["community", "yes", "yes", "yes"],
    ["cafe", "yes", "yes", "yes"],
    ["interview", "yes", "yes", "yes"],
    ["group", "not_allowed", "not_a_member", "yes"],
    ["direct", "not_allowed", "not_a_member", "yes"],
    ["coached", "yes", "not_a_member", "yes"],
    ["helpdesk", "not_allowed", "not_a_member", "yes"],
  ])("of %s for a stranger: join %s, read %s; read by token %s", (kind, join, read, granted) => {
    const world = roomOf(kind);
    expect(code(world, "stranger", { do: "join" })).toBe(join);
    expect(code(world, "stranger", { do: "read" })).toBe(read);
    expect(code(world, "stranger", { do: "read" }, { granted: true })).toBe(granted);
    expect(code(world, "backend", { do: "read" }, { server: true })).toBe("yes");
  });

  test("who is invited may join, until the invitation ends", () => {
    const world = roomOf("group");
    world.store(
      [{ stream: "room:room", draft: { type: "person_invited", data: { user: "ann", role: "member" } } }],
      "x",
    );
    expect(code(world, "ann", { do: "join" })).toBe("yes");
    expect(code(world, "ben", { do: "join" })).toBe("not_allowed");
    world.store([{ stream: "room:room", draft: { type: "invitation_ended", data: { user: "ann" } } }], "ann");
    expect(code(world, "ann", { do: "join" })).toBe("not_allowed");
  });
});

test("a kind may keep guests out, but for those who are inside or whose token speaks of the room", () => {
  const codes = (world: World, id: string, more = {}) =>
    (["join", "read"] as const).map((what) => {
      const asker = { id, member: world.room().members.get(id), server: false, guest: true, ...more };
      const answer = can(asker, { do: what }, world.room(), world.now);
      return answer.ok ? "yes" : answer.code;
    });
  const kept = roomOf("community", { guests: false });
  expect(codes(kept, "gil")).toEqual(["guests_off", "guests_off"]);
  expect(codes(kept, "gil", { guest: undefined })).toEqual(["yes", "yes"]);
  expect(codes(kept, "gil", { granted: true })).toEqual(["yes", "yes"]);
  kept.join("gil", "member");
  expect(codes(kept, "gil")).toEqual(["yes", "yes"]);
  expect(codes(roomOf("community"), "gil")).toEqual(["yes", "yes"]);
  expect(codes(roomOf("cafe"), "gil")).toEqual(["guests_off", "guests_off"]);
});

describe("own and any", () => {
  let world: World;
  beforeEach(() => {
    world = roomOf("community");
    world.join("ann", "member");
    world.join("mod", "moderator");
  });

  test.each<[string, Act, string]>([
    ["ann", { do: "edit", author: "ann", message }, "yes"],
    ["ann", { do: "edit", author: "ben", message }, "not_allowed"],
    ["mod", { do: "edit", author: "ann", message }, "not_allowed"],
    ["mod", { do: "delete", author: "ann", message }, "yes"],
    ["ann", { do: "delete", author: "mod", message }, "not_allowed"],
    ["ann", { do: "delete", author: "ann", message: { ...message, deleted: { at: 1, by: "ann" } } }, "no_such_message"],
    ["ann", { do: "change-kind" }, "not_allowed"],
    ["mod", { do: "change-kind" }, "not_allowed"],
    ["stranger", { do: "send" }, "not_a_member"],
    ["ann", { do: "give-role" }, "not_allowed"],
    ["mod", { do: "give-role" }, "yes"],
  ])("%s: %j is %s", (who, act, expected) => {
    expect(code(world, who, act)).toBe(expected);
  });

  test("a member's own exceptions count, and a denial wins", () => {
    const change = (grant: "message.send"[], deny: "message.send"[]) =>
      world.store(
        [
          {
            stream: "room:room",
            draft: { type: "member_changed", data: { user: "ann", role: "member", grant, deny } },
          },
        ],
        "mod",
      );
    change([], ["message.send"]);
    expect(code(world, "ann", { do: "send" })).toBe("not_allowed");
    change(["message.send"], ["message.send"]);
    expect(code(world, "ann", { do: "send" })).toBe("not_allowed");
  });

  test("in a closed room nothing goes on, not for a back end either", () => {
    world.store([{ stream: "room:room", draft: { type: "room_closed", data: { reason: "" } } }], "mod");
    expect(code(world, "ann", { do: "send" })).toBe("room_closed");
    expect(code(world, "x", { do: "send" }, { server: true })).toBe("room_closed");
    expect(code(world, "ann", { do: "read" })).toBe("yes");
  });
});

test("a checklist has its role's items and no others", () => {
  const world = roomOf("coached");
  world.join("ben", "client");
  expect(code(world, "ben", { do: "tick", item: "decided" })).toBe("yes");
  expect(code(world, "ben", { do: "tick", item: "shared" })).toBe("no_such_item");
  expect(code(world, "stranger", { do: "tick", item: "decided" })).toBe("not_a_member");
});

describe("a token that says what its bearer can do", () => {
  const asker = (world: World, role: string, only: readonly Capability[]) => {
    world.join("me", role);
    return { id: "me", member: world.room().members.get("me"), server: false, only };
  };

  test("takes away what their role allows, and the reason names the token", () => {
    const world = roomOf("community");
    const me = asker(world, "moderator", ["message.react"]);
    expect(can(me, { do: "react", message }, world.room())).toEqual({ ok: true });
    expect(can(me, { do: "send" }, world.room())).toEqual({
      ok: false,
      code: "not_allowed",
      reason: "The token you came with does not let you send messages here.",
    });
    expect(can(me, { do: "read" }, world.room())).toEqual({ ok: true });
    expect(can(me, { do: "remove", target: me.member! }, world.room())).toEqual({ ok: true });
  });

  test("gives nothing that the role does not", () => {
    const world = roomOf("community");
    const me = asker(world, "member", ["room.close", "message.delete.any"]);
    expect(can(me, { do: "close" }, world.room())).toMatchObject({ reason: "Only a moderator can close this chat." });
    expect(can(me, { do: "delete", author: "ann", message }, world.room())).toMatchObject({ code: "not_allowed" });
  });
});
