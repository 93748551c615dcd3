import { beforeEach, describe, expect, test } from "bun:test";
import { askForHelp } from "./ask-for-help.ts";
import { closeRequest, forceRequest, withdrawRequest } from "./end-request.ts";
import { transferRequest } from "./hand-over-request.ts";
import { closeRoom, leaveRoom } from "./leave-room.ts";
import { acceptOffer, declineOffer, offerRequest, stopWaiting, waitForRequest } from "./offer-request.ts";
import type { Verdict } from "./plan.ts";
import { fireQueue } from "./queue-deadlines.ts";
import { queuePlace, queuePlaces } from "./queue-place.ts";
import { queueSummary } from "./queue-summary.ts";
import { canOpenQueue, type QueueAsker } from "./queue-scene.ts";
import { takerOf, takeRequest } from "./take-request.ts";
import { kindOf, World } from "./testing/world.ts";

const MINUTE = 60_000;
let world: World;

beforeEach(() => {
  world = new World();
  world.createQueue(kindOf("helpdesk"));
});

const participant = (id: string): QueueAsker => ({ id, name: id, roles: ["participant"], server: false });
const organizer = (id: string): QueueAsker => ({ id, name: id, roles: ["organizer"], server: false });
const moderator: QueueAsker = { id: "mod", name: "mod", roles: ["moderator"], server: false };

function act<More>(by: string, verdict: Verdict<More>): Verdict<More> {
  if (verdict.ok) world.store(verdict.drafts, by);
  return verdict;
}

const ask = (id: string, request: string, subject = "gate", description = "Where is the gate?") =>
  act(id, askForHelp(world.queue(), participant(id), { id: request, subject, description }, world.scene));
const take = (id: string, request?: string) =>
  act(id, takeRequest(world.queue(), organizer(id), { request }, world.scene));
const wait = (id: string) => act(id, waitForRequest(world.queue(), organizer(id), world.scene));
const close = (asker: QueueAsker, request: string) =>
  act(asker.id, closeRequest(world.queue(), asker, { request, reason: "solved" }, world.scene));

function wake(): string[] {
  const before = world.story("queue:desk").length;
  for (let turn = 0; turn < 50; turn++) {
    const firing = fireQueue(world.queue(), "system", world.scene);
    if (!firing) return world.story("queue:desk").slice(before);
    world.store(firing.drafts, "system");
  }
  throw new Error("deadlines never end");
}

test("a queue is to each person what their roles can do there, and nothing where they can do nothing", () => {
  ask("pat", "r1");
  ask("quin", "r2");
  const summary = (asker: QueueAsker) => queueSummary(world.queue(), asker);
  expect(summary(participant("quin"))).toMatchObject({
    can: ["queue.ask"],
    location: true,
    places: [{ request: "r2", place: { position: 2, of: 2 } }],
  });
  expect(summary(organizer("olga"))).toMatchObject({
    can: ["queue.take", "queue.transfer"],
    location: false,
    places: [],
  });
  expect(summary(moderator)?.can).toEqual(["queue.take", "queue.transfer", "queue.force"]);

  world.createQueue({ ...kindOf("helpdesk"), roles: { participant: { can: [] }, agent: { can: ["queue.take"] } } });
  expect(summary(participant("quin"))).toBeUndefined();
});

test("a queue says how much one may write when one asks, and nothing about it to who may not ask", () => {
  const told = (changes: Parameters<typeof kindOf>[1], asker: QueueAsker = participant("pat")) => {
    world.createQueue(kindOf("helpdesk", changes));
    return queueSummary(world.queue(), asker)?.maxLength;
  };
  expect(told({ messages: { maxLength: 20 } })).toBe(20);
  expect(ask("pat", "r1", "gate", "x y ".repeat(5))).toMatchObject({ ok: true });
  expect(ask("pat", "r2", "food", `${"x y ".repeat(5)}z`)).toMatchObject({ code: "message_too_long" });
  expect(told({ messages: { maxLength: 20 }, limits: { roles: { participant: { maxLength: 40 } } } })).toBe(40);
  // What no queue takes is not promised either.
  expect(told({ messages: { maxLength: 4_000 } })).toBe(2_000);
  expect(told({}, organizer("olga"))).toBeUndefined();
});

test("a queue is nothing to guests where its kind keeps them out", () => {
  const guest: QueueAsker = { ...participant("gil"), guest: true };
  const need = { id: "r1", subject: "gate", description: "" };
  expect(askForHelp(world.queue(), guest, need, world.scene)).toMatchObject({ ok: true });
  expect(canOpenQueue({ ...organizer("gil"), guest: true }, world.queue())).toMatchObject({ ok: true });

  world.createQueue(kindOf("helpdesk", { guests: false }));
  expect(askForHelp(world.queue(), guest, need, world.scene)).toMatchObject({ code: "guests_off" });
  expect(canOpenQueue({ ...organizer("gil"), guest: true }, world.queue())).toMatchObject({ code: "guests_off" });
  expect(queueSummary(world.queue(), guest)).toBeUndefined();
  expect(askForHelp(world.queue(), participant("gil"), need, world.scene)).toMatchObject({ ok: true });
});

test("what somebody asks for is held to the rules for messages, of which it becomes the first", () => {
  world.createQueue(kindOf("helpdesk", { messages: { maxLength: 20 }, spam: { links: 0 } }));
  expect(ask("pat", "r1", "gate", "x".repeat(21))).toMatchObject({ code: "message_too_long" });
  expect(ask("pat", "r1", "gate", "www.example.org")).toMatchObject({ code: "spam" });
  expect(ask("pat", "r1", "gate", "")).toMatchObject({ ok: true });
  expect(ask("pat", "r2", "food", "x y ".repeat(5))).toMatchObject({ ok: true });
});

describe("asking for help", () => {
  test("from question to archive: the oldest is taken, what it says is the first message, closing frees the lock", () => {
    ask("pat", "r1");
    world.now += MINUTE;
    ask("quin", "r2", "food", "");
    expect(take("olga")).toMatchObject({ ok: true, request: "r1", room: "r1" });
    expect(world.story("room:r1")).toEqual(["room_created", "member_joined", "member_joined", "message_posted"]);
    expect(world.logs.get("room:r1")?.at(-1)).toMatchObject({
      actor: "pat",
      data: { text: "Where is the gate?", role: "participant", no: 1 },
    });
    expect(world.room("r1").about).toMatchObject({ queue: "desk", request: "r1", subject: "gate" });
    expect(world.inbox("pat").requests).toMatchObject([{ request: "r1", status: "taken", room: "r1" }]);
    expect(world.inbox("olga").rooms.get("r1")).toMatchObject({ read: { seq: 3, no: 0 } });

    close(organizer("olga"), "r1");
    expect(world.room("r1").closed).toMatchObject({ by: "olga", reason: "solved" });
    expect(world.inbox("pat").requests).toEqual([]);
    // Both keep the conversation to read.
    expect([...world.room("r1").members.values()].map(({ id }) => id)).toEqual(["pat", "olga"]);
    expect(ask("pat", "r3")).toMatchObject({ ok: true });
  });

  test("an empty description makes no empty message", () => {
    ask("pat", "r1", "gate", "");
    take("olga");
    expect(world.story("room:r1")).toEqual(["room_created", "member_joined", "member_joined"]);
  });

  test("a second open request for the same matter is refused, one for another is not", () => {
    ask("pat", "r1");
    expect(ask("pat", "r2")).toMatchObject({ code: "request_exists" });
    expect(ask("pat", "r2", "food")).toMatchObject({ ok: true });
    expect(ask("quin", "r3")).toMatchObject({ ok: true });
    take("olga");
    expect(ask("pat", "r4")).toMatchObject({ code: "request_exists" });
  });

  test("organizers do not ask, participants do not take", () => {
    const asking = askForHelp(world.queue(), organizer("olga"), { id: "r", subject: "", description: "" }, world.scene);
    expect(asking).toMatchObject({
      code: "not_allowed",
      reason: "Only a participant or a member can ask for help here.",
    });
    ask("pat", "r1");
    expect(takeRequest(world.queue(), participant("quin"), {}, world.scene)).toMatchObject({ code: "not_allowed" });
    expect(canOpenQueue(participant("pat"), world.queue())).toMatchObject({ code: "not_allowed" });
    expect(canOpenQueue(organizer("olga"), world.queue())).toEqual({ ok: true });
  });

  test("a queue has an end", () => {
    world.createQueue(kindOf("helpdesk", { queue: { maxOpen: 2 } }), "small");
    const ask3 = ["a", "b", "c"].map((id) =>
      act(id, askForHelp(world.queue("small"), participant(id), { id, subject: "", description: "" }, world.scene)),
    );
    expect(ask3.map((answer) => (answer.ok ? "in" : answer.code))).toEqual(["in", "in", "queue_full"]);
  });

  test("a place that is nowhere is refused, a good one is rounded", () => {
    const from = (lat: number, lng: number, id: string) =>
      act(
        id,
        askForHelp(
          world.queue(),
          participant(id),
          { id, subject: "", description: "x", location: { lat, lng } },
          world.scene,
        ),
      );
    expect(from(999, 999, "lost")).toMatchObject({ code: "bad_location" });
    from(52.1234567, -0.0000049, "pat");
    take("olga");
    expect(world.room("pat").about?.location).toEqual({ lat: 52.12346, lng: 0 });
  });
});

describe("taking", () => {
  test("of two agents who want the same request one gets it", () => {
    ask("pat", "r1");
    expect(take("olga", "r1")).toMatchObject({ ok: true });
    expect(take("otto", "r1")).toMatchObject({ code: "request_taken", reason: "olga has taken this request." });
    expect(take("otto")).toMatchObject({ code: "queue_empty" });
  });

  test("an agent holds so many and no more", () => {
    world.createQueue(kindOf("helpdesk", { queue: { perAgent: 1 } }), "desk2");
    for (const id of ["a", "b"]) {
      act(id, askForHelp(world.queue("desk2"), participant(id), { id, subject: "", description: "" }, world.scene));
    }
    act("olga", takeRequest(world.queue("desk2"), organizer("olga"), {}, world.scene));
    expect(takeRequest(world.queue("desk2"), organizer("olga"), {}, world.scene)).toMatchObject({ code: "too_many" });
  });

  test("nobody answers themselves", () => {
    const both: QueueAsker = { id: "pat", name: "pat", roles: ["participant", "organizer"], server: false };
    ask("pat", "r1");
    expect(takeRequest(world.queue(), both, {}, world.scene)).toMatchObject({ code: "queue_empty" });
    expect(takeRequest(world.queue(), both, { request: "r1" }, world.scene)).toMatchObject({ code: "not_allowed" });
  });
});

describe("waiting for the next", () => {
  test("an agent who waits gets the next request at once, and waits no more", () => {
    expect(wait("olga")).toMatchObject({ ok: true });
    expect(world.queue().agents).toMatchObject([{ agent: "olga" }]);
    ask("pat", "r1");
    expect(world.queue().requests.get("r1")).toMatchObject({ status: "taken", agent: "olga" });
    expect(world.queue().agents).toEqual([]);
    expect(world.room("r1").createdBy).toBe("olga");
    ask("quin", "r2");
    expect(world.queue().requests.get("r2")).toMatchObject({ status: "waiting" });
  });

  test("whoever has waited longest is served first; who is gone is passed over", () => {
    wait("olga");
    wait("otto");
    wait("oskar");
    world.gone.set("olga", world.now);
    ask("pat", "r1");
    expect(world.queue().requests.get("r1")).toMatchObject({ agent: "otto" });
    world.now += 30_000;
    expect(wake()).toEqual(["agent_stopped_waiting"]);
    act("oskar", stopWaiting(world.queue(), "oskar"));
    expect(world.queue().agents).toEqual([]);
  });

  test("waiting while somebody asks already is taking", () => {
    ask("pat", "r1");
    expect(wait("olga")).toMatchObject({ request: "r1", room: "r1" });
  });
});

describe("offers", () => {
  beforeEach(() => {
    world.createQueue(kindOf("helpdesk", { queue: { assign: "offer", offerLease: "30s" } }));
    wait("olga");
    wait("otto");
    ask("pat", "r1");
  });

  test("go to the next who waits when declined, and are nobody's in the end", () => {
    expect(world.queue().requests.get("r1")).toMatchObject({ status: "offered", agent: "olga" });
    expect(take("otto", "r1")).toMatchObject({ code: "request_taken" });
    act("olga", declineOffer(world.queue(), organizer("olga"), { request: "r1" }, world.scene));
    expect(world.queue().requests.get("r1")).toMatchObject({ status: "offered", agent: "otto", declinedBy: ["olga"] });
    act("otto", declineOffer(world.queue(), organizer("otto"), { request: "r1" }, world.scene));
    expect(world.queue().requests.get("r1")).toMatchObject({ status: "waiting", declinedBy: ["olga", "otto"] });
    expect(take("olga", "r1")).toMatchObject({ ok: true });
  });

  test("lapse, and who did not answer waits for nothing any more", () => {
    world.now += 30_000;
    expect(wake()).toEqual(["offer_lapsed", "request_offered"]);
    expect(world.queue().agents.map(({ agent }) => agent)).toEqual(["otto"]);
    expect(acceptOffer(world.queue(), organizer("olga"), { request: "r1" }, world.scene)).toMatchObject({
      code: "offer_gone",
    });
    expect(act("otto", acceptOffer(world.queue(), organizer("otto"), { request: "r1" }, world.scene))).toMatchObject({
      room: "r1",
    });
  });

  test("one agent is asked one thing at a time", () => {
    ask("quin", "r2");
    ask("rob", "r3");
    expect([...world.queue().requests.values()].map(({ status }) => status)).toEqual(["offered", "offered", "waiting"]);
  });

  test("can be made to somebody who is here", () => {
    ask("quin", "r2");
    ask("rob", "r3");
    const oskar = takerOf(world.queue(), organizer("oskar"));
    world.gone.set("oskar", world.now);
    const offer = () => offerRequest(world.queue(), organizer("olga"), { request: "r3", to: oskar }, world.scene);
    expect(offer()).toMatchObject({ code: "agent_away" });
    world.gone.clear();
    act("olga", offer());
    expect(world.queue().requests.get("r3")).toMatchObject({ status: "offered", agent: "oskar" });
  });
});

describe("handing over", () => {
  beforeEach(() => {
    ask("pat", "r1");
    take("olga");
  });

  test("to a colleague: one goes, one comes, the person stays", () => {
    const to = takerOf(world.queue(), organizer("otto"));
    act("olga", transferRequest(world.queue(), organizer("olga"), { request: "r1", to }, world.scene));
    expect([...world.room("r1").members.values()].map(({ id }) => id)).toEqual(["pat", "otto"]);
    expect(world.queue().requests.get("r1")).toMatchObject({ status: "taken", agent: "otto" });
    const joined = world.logs.get("room:r1")?.findLast(({ type }) => type === "member_joined");
    expect(world.inbox("otto").rooms.get("r1")?.read).toEqual({ seq: joined?.seq ?? -1, no: 1 });
    expect(close(organizer("olga"), "r1")).toMatchObject({ code: "not_allowed" });
  });

  test("back to the queue: it keeps its place and its conversation", () => {
    world.now += MINUTE;
    ask("quin", "r2");
    act("olga", transferRequest(world.queue(), organizer("olga"), { request: "r1" }, world.scene));
    expect(queuePlace(world.queue(), "r1")).toMatchObject({ position: 1, of: 2 });
    expect(take("otto")).toMatchObject({ request: "r1", room: "r1" });
    expect(world.story("room:r1").filter((type) => type === "room_created")).toHaveLength(1);
  });

  test("somebody else's request is handed over only by who may force it", () => {
    const to = takerOf(world.queue(), organizer("otto"));
    expect(transferRequest(world.queue(), organizer("otto"), { request: "r1", to }, world.scene)).toMatchObject({
      code: "not_allowed",
    });
    expect(transferRequest(world.queue(), moderator, { request: "r1", to }, world.scene)).toMatchObject({ ok: true });
  });

  test("an agent who leaves puts it back, a person who leaves ends it", () => {
    world.store(leaveRoom(world.room("r1"), "olga", world.queue(), world.scene), "olga");
    expect(world.queue().requests.get("r1")).toMatchObject({ status: "waiting", room: "r1" });
    take("otto");
    world.store(leaveRoom(world.room("r1"), "pat", world.queue(), world.scene), "pat");
    expect(world.queue().requests.size).toBe(0);
    expect(world.room("r1").closed).toBeDefined();
  });

  test("closing the room closes the request", () => {
    world.store(closeRoom(world.room("r1"), "solved", world.queue(), world.scene), "olga");
    expect(world.queue().requests.size).toBe(0);
    expect(world.story("queue:desk").at(-1)).toBe("request_closed");
    expect(ask("pat", "r9")).toMatchObject({ ok: true });
  });
});

test("what comes back goes to an agent who waits", () => {
  ask("pat", "r1");
  take("olga");
  wait("otto");
  act("olga", transferRequest(world.queue(), organizer("olga"), { request: "r1" }, world.scene));
  expect(wake()).toEqual(["request_taken"]);
  expect(world.queue().requests.get("r1")).toMatchObject({ status: "taken", agent: "otto" });
  expect([...world.room("r1").members.values()].map(({ id }) => id)).toEqual(["pat", "otto"]);
});

describe("every state has a way out", () => {
  test("withdrawing, before somebody helps", () => {
    ask("pat", "r1");
    const withdraw = (id: string) => withdrawRequest(world.queue(), participant(id), { request: "r1" }, world.scene);
    expect(withdraw("quin")).toMatchObject({ code: "no_such_request" });
    act("pat", withdraw("pat"));
    expect(world.queue().requests.size).toBe(0);
    ask("pat", "r2");
    take("olga");
    expect(withdrawRequest(world.queue(), participant("pat"), { request: "r2" }, world.scene)).toMatchObject({
      code: "request_taken",
    });
  });

  test("who asks without a connection was there when they asked", () => {
    world.gone.set("pat", world.now);
    world.now += 5 * 60 * MINUTE;
    ask("pat", "r1");
    expect(wake()).toEqual([]);
    world.now += 59 * MINUTE;
    expect(wake()).toEqual([]);
    world.now += MINUTE;
    expect(wake()).toEqual(["request_abandoned"]);
  });

  test("who is gone for good has abandoned their request, who comes back has not", () => {
    ask("pat", "r1");
    ask("quin", "r2");
    world.gone.set("pat", world.now);
    world.gone.set("quin", world.now);
    world.now += 59 * MINUTE;
    expect(wake()).toEqual([]);
    world.gone.delete("quin");
    world.now += MINUTE;
    expect(wake()).toEqual(["request_abandoned"]);
    expect([...world.queue().requests.values()].map(({ id }) => id)).toEqual(["r2"]);
  });

  test("an agent who is gone for good gives it back, where the kind says so", () => {
    world.createQueue(kindOf("helpdesk", { queue: { returnAfter: "5m" } }));
    ask("pat", "r1");
    take("olga");
    world.gone.set("olga", world.now);
    world.now += 5 * MINUTE;
    expect(wake()).toEqual(["request_returned"]);
    expect(take("otto")).toMatchObject({ room: "r1" });
  });

  test.each(["waiting", "offered", "taken"] as const)("an administrator forces a request that is %s", (status) => {
    const reach = () => {
      world = new World();
      world.createQueue(kindOf("helpdesk", { queue: { assign: "offer" } }));
      if (status === "offered") wait("olga");
      ask("pat", "r1");
      if (status === "taken") take("olga");
      expect(world.queue().requests.get("r1")?.status).toBe(status);
    };
    const otto = takerOf(world.queue(), organizer("otto"));
    const force = (to: Parameters<typeof forceRequest>[2]["to"]) =>
      act("mod", forceRequest(world.queue(), moderator, { request: "r1", to }, otto, world.scene));

    reach();
    expect(force({ status: "waiting" })).toMatchObject({ ok: true });
    expect(world.queue().requests.get("r1")?.status).toBe("waiting");
    reach();
    expect(force({ status: "taken", agent: "otto" })).toMatchObject({ ok: true });
    expect(world.queue().requests.get("r1")).toMatchObject({ status: "taken", agent: "otto" });
    expect(world.room("r1").members.has("otto")).toBe(true);
    reach();
    expect(force({ status: "closed", reason: "stuck" })).toMatchObject({ ok: true });
    expect(world.queue().requests.size).toBe(0);
  });

  test("what ended stays ended, whatever comes too late", () => {
    ask("pat", "r1");
    take("olga");
    close(organizer("olga"), "r1");
    const late = [
      takeRequest(world.queue(), organizer("otto"), { request: "r1" }, world.scene),
      closeRequest(world.queue(), organizer("olga"), { request: "r1", reason: "" }, world.scene),
      transferRequest(world.queue(), organizer("olga"), { request: "r1" }, world.scene),
      withdrawRequest(world.queue(), participant("pat"), { request: "r1" }, world.scene),
      forceRequest(world.queue(), moderator, { request: "r1", to: { status: "waiting" } }, undefined, world.scene),
    ];
    expect(late.map((answer) => (answer.ok ? "ok" : answer.code))).toEqual(late.map(() => "no_such_request"));
  });
});

describe("the place in the queue", () => {
  test("is the number of those before, and theirs to know", () => {
    for (const id of ["a", "b", "c"]) ask(id, id);
    expect(["a", "b", "c"].map((id) => queuePlace(world.queue(), id)?.position)).toEqual([1, 2, 3]);
    take("olga");
    expect(queuePlace(world.queue(), "a")).toBe(undefined);
    expect(queuePlace(world.queue(), "c")).toEqual({ position: 2, of: 2 });
  });

  test("is said for all at once, first to last", () => {
    for (const id of ["a", "b", "c"]) ask(id, id);
    take("olga");
    const places = [...queuePlaces(world.queue())];
    expect(places.map(([id, { position, of }]) => [id, position, of])).toEqual([
      ["b", 1, 2],
      ["c", 2, 2],
    ]);
    for (const [id, place] of places) expect(queuePlace(world.queue(), id)).toEqual(place);
  });

  test("comes with an estimate as soon as there is something to go by", () => {
    for (const id of ["a", "b", "c", "d"]) ask(id, id);
    take("olga");
    world.now += 4 * MINUTE;
    close(organizer("olga"), "a");
    take("olga");
    take("otto");
    // Two at work, four minutes each: one of them is free every two minutes.
    expect(queuePlace(world.queue(), "d")?.estimatedWaitMs).toBe(2 * MINUTE);
  });

  test("is no wait at all while an agent waits", () => {
    world.gone.set("olga", world.now);
    wait("olga");
    ask("a", "a");
    expect(queuePlace(world.queue(), "a")?.estimatedWaitMs).toBe(0);
  });
});
