import { beforeEach, expect, test } from "bun:test";
import type { QueueEvent } from "@parlor/protocol";
import { askForHelp } from "./ask-for-help.ts";
import { closeRequest, withdrawRequest } from "./end-request.ts";
import { transferRequest } from "./hand-over-request.ts";
import type { Verdict } from "./plan.ts";
import { canReadArchive, QueuePast } from "./queue-archive.ts";
import type { QueueAsker } from "./queue-scene.ts";
import { takeRequest, takerOf } from "./take-request.ts";
import { kindOf, World } from "./testing/world.ts";

let world: World;
beforeEach(() => {
  world = new World();
  world.createQueue(kindOf("helpdesk"));
});

const pat: QueueAsker = {
  id: "pat",
  name: "Pat",
  roles: ["participant"],
  server: false,
  contact: { email: "pat@example.org" },
};
const olga: QueueAsker = { id: "olga", name: "Olga", roles: ["organizer"], server: false, team: "7" };
const otto: QueueAsker = { ...olga, id: "otto", name: "Otto" };

function act<More>(by: string, verdict: Verdict<More>): void {
  if (!verdict.ok) throw new Error(verdict.reason);
  world.now += 1_000;
  world.store(verdict.drafts, by);
}

const ask = (id: string, subject: string, location?: { lat: number; lng: number }) =>
  act("pat", askForHelp(world.queue(), pat, { id, subject, description: "", location }, world.scene));

function past() {
  const read = new QueuePast();
  for (const event of (world.logs.get("queue:desk") ?? []).toReversed()) read.readBack(event as QueueEvent);
  return read.ended;
}

test("who asked, how they are reached and which team took it stay with the conversation, also when it is over", () => {
  ask("r1", "12", { lat: 52.123456, lng: 21 });
  act("olga", takeRequest(world.queue(), olga, {}, world.scene));
  const startedAt = world.now;
  expect(world.room("r1").about).toMatchObject({ asker: { id: "pat", email: "pat@example.org" }, team: "7" });
  expect(past()).toEqual([]);

  act("olga", transferRequest(world.queue(), olga, { request: "r1", to: takerOf(world.queue(), otto) }, world.scene));
  act("otto", closeRequest(world.queue(), otto, { request: "r1", reason: "" }, world.scene));
  expect(past()).toEqual([
    {
      room: "r1",
      subject: "12",
      asker: { id: "pat", email: "pat@example.org" },
      agent: "otto",
      team: "7",
      location: { lat: 52.12346, lng: 21 },
      startedAt,
      endedAt: world.now,
    },
  ]);
});

test("a request that nobody took was no conversation", () => {
  ask("r1", "12");
  act("pat", withdrawRequest(world.queue(), pat, { request: "r1" }, world.scene));
  expect(past()).toEqual([]);
});

test("an archive is for those who work the queue, and a team's for that team", () => {
  const queue = world.queue();
  expect(canReadArchive(olga, queue, "7").ok).toBe(true);
  expect(canReadArchive({ ...olga, team: undefined }, queue, undefined).ok).toBe(true);
  expect(canReadArchive({ ...olga, team: "8" }, queue, "7").ok).toBe(false);
  expect(canReadArchive({ ...olga, team: undefined }, queue, "7").ok).toBe(false);
  expect(canReadArchive({ ...pat, team: "7" }, queue, "7").ok).toBe(false);
});
