import { beforeEach, expect, test } from "bun:test";
import type { Kind } from "@parlor/protocol";
import { askForHelp } from "./ask-for-help.ts";
import { can } from "./can.ts";
import { changeQueue } from "./change-queue.ts";
import { waitForRequest } from "./offer-request.ts";
import type { Verdict } from "./plan.ts";
import type { QueueAsker } from "./queue-scene.ts";
import { takeRequest } from "./take-request.ts";
import { kindOf, World } from "./testing/world.ts";

let world: World;
beforeEach(() => {
  world = new World();
  world.createQueue(kindOf("helpdesk"));
});

const person = (id: string, role: string): QueueAsker => ({ id, name: id, roles: [role], server: false });
const backEnd: QueueAsker = { id: "host", name: "host", roles: [], server: true };
const { participant, ...roles } = kindOf("helpdesk").roles;

function act<More>(by: string, verdict: Verdict<More>): Verdict<More> {
  if (verdict.ok) world.store(verdict.drafts, by);
  return verdict;
}
const change = (kind: Kind, title?: string) => act("host", changeQueue(world.queue(), backEnd, { kind, title }));
const ask = (id: string) =>
  act(id, askForHelp(world.queue(), person(id, "participant"), { id, subject: id, description: "Help" }, world.scene));
const take = (agent: string) => act(agent, takeRequest(world.queue(), person(agent, "organizer"), {}, world.scene));

test("only a back end changes a queue, and everybody else is told so", () => {
  for (const role of ["participant", "organizer", "moderator"]) {
    expect(changeQueue(world.queue(), person("olga", role), { kind: kindOf("helpdesk"), title: "Mine" })).toEqual({
      ok: false,
      code: "not_allowed",
      reason: "Only a back end can change a queue.",
    });
  }
});

test("what is asked and said from then on has the new rules; conversations that have begun keep theirs", () => {
  ask("pat");
  ask("quin");
  take("olga");
  const kind = { ...kindOf("helpdesk", { messages: { maxLength: 7 } }), version: 2 };
  expect(change(kind, "Gate 3")).toMatchObject({ ok: true, version: 2 });
  expect(world.queue()).toMatchObject({ kind, title: "Gate 3" });
  take("olga");
  expect(world.room("pat").kind.version).toBe(1);
  expect(world.room("quin").kind).toEqual(kind);
});

test("a change to what is so already adds nothing", () => {
  expect(change(kindOf("helpdesk"))).toEqual({ ok: true, version: 1, drafts: [] });
});

test("rules without a queue are refused, and the queue is as it was", () => {
  const kind = kindOf("community");
  expect(change(kind)).toMatchObject({ ok: false, code: "bad_kind" });
  expect(world.queue().kind).toEqual(kindOf("helpdesk"));
});

test("an agent whose role takes no requests any more does not wait any more; the others do", () => {
  for (const [agent, role] of [
    ["olga", "organizer"],
    ["mod", "moderator"],
  ] as const) {
    act(agent, waitForRequest(world.queue(), person(agent, role), world.scene));
  }
  const can = roles["organizer"]!.can.filter((one) => one !== "queue.take");
  change(kindOf("helpdesk", { roles: { participant, ...roles, organizer: { can } } }));
  expect(world.queue().agents.map(({ agent }) => agent)).toEqual(["mod"]);
});

test("who asked in a role that is no more gets the default one in their conversation, and can speak", () => {
  ask("pat");
  change(kindOf("helpdesk", { roles, defaultRole: "member", messages: { location: true } }));
  take("olga");
  const room = world.room("pat");
  const member = room.members.get("pat");
  expect(member?.role).toBe("member");
  expect(can({ id: "pat", member, server: false }, { do: "send" }, room)).toEqual({ ok: true });
});
