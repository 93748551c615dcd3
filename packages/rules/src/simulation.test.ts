import { describe, expect, test } from "bun:test";
import {
  type AnyEvent,
  INBOX_EVENTS,
  isInboxStream,
  isQueueStream,
  isRoomStream,
  type QueueEvent,
  QUEUE_EVENTS,
  QueueView,
  ROOM_EVENTS,
  type RoomEvent,
  RoomView,
  streamSubject,
} from "@parlor/protocol";
import { askForHelp } from "./ask-for-help.ts";
import { can } from "./can.ts";
import { closeRequest, forceRequest, withdrawRequest } from "./end-request.ts";
import { takenOut } from "./ending.ts";
import { lapseSeats, unseatGhosts } from "./ghosts.ts";
import { transferRequest } from "./hand-over-request.ts";
import { judgeMessage } from "./judge-message.ts";
import { PRESETS } from "./kinds/presets.ts";
import { closeRoom, leaveRoom } from "./leave-room.ts";
import { lobbyRoom, openLobbyRoom } from "./lobby.ts";
import { acceptOffer, declineOffer, offerRequest, stopWaiting, waitForRequest } from "./offer-request.ts";
import { inRoom, type Verdict } from "./plan.ts";
import { fireQueue } from "./queue-deadlines.ts";
import type { QueueAsker } from "./queue-scene.ts";
import { foldQueue, queueFromView, queueView } from "./queue-state.ts";
import { foldRoom, roomFromView, type RoomState, roomView } from "./room-state.ts";
import { seated } from "./seats.ts";
import { extendSession, fireSession, pauseSession, resumeSession, startSession } from "./session.ts";
import { isGoing } from "./session-state.ts";
import { takerOf, takeRequest } from "./take-request.ts";
import { takeSeat } from "./take-seat.ts";
import { Chance } from "./testing/chance.ts";
import { kindOf, World } from "./testing/world.ts";

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const ACTS = 80;
const PEOPLE = Array.from({ length: 8 }, (_, index) => `p${index}`);
const DAY = 86_400_000;

const overTheWire = <View>(view: View): View => JSON.parse(JSON.stringify(view)) as View;

/** What must hold after every event, whatever came before it. */
class Watch {
  readonly #world: World;
  /** By request: who has it. */
  readonly #held = new Map<string, string>();
  readonly #ended = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    world.onEvent = (stream, event) => this.#check(stream, event);
  }

  #check(stream: string, event: AnyEvent): void {
    const id = streamSubject(stream);
    if (isRoomStream(stream)) this.#checkRoom(this.#world.room(id), event as RoomEvent);
    if (isQueueStream(stream)) this.#checkQueue(id, event as QueueEvent);
    const schemas: Record<string, { parse: (data: unknown) => unknown }> = isRoomStream(stream)
      ? ROOM_EVENTS
      : isInboxStream(stream)
        ? INBOX_EVENTS
        : QUEUE_EVENTS;
    schemas[event.type]?.parse(event.data);
  }

  #checkRoom(room: RoomState, event: RoomEvent): void {
    const { kind, members, memberCount, session, closed } = room;
    expect(memberCount).toBe(members.size);
    if (kind.seats) {
      const sitting = seated(room);
      expect(sitting.length).toBeLessThanOrEqual(kind.seats.total);
      for (const [role, { max }] of Object.entries(kind.seats.roles)) {
        expect(sitting.filter((member) => member.role === role).length).toBeLessThanOrEqual(max ?? kind.seats.total);
      }
      const kept = Object.entries(kind.seats.roles).reduce(
        (sum, [name, { reserved }]) => sum + Math.max(0, reserved - sitting.filter(({ role }) => role === name).length),
        0,
      );
      expect(kind.seats.total - sitting.length).toBeGreaterThanOrEqual(kept);
    }
    if (event.type === "message_posted" || event.type === "item_shared") {
      if (closed) throw new Error("a message after the room was closed");
      if (session && session.phase !== "running") throw new Error(`a message while the session is ${session.phase}`);
      if (session?.endsAt !== undefined && event.at >= session.endsAt)
        throw new Error("a message after the time was over");
    }
    if (session && "people" in session) {
      expect(new Set(session.people.map(({ user }) => user)).size).toBe(session.people.length);
    }
    if (event.type === "session_ended") {
      if (this.#ended.has(room.id)) throw new Error("a session ended twice");
      this.#ended.add(room.id);
    }
    const view = roomView(room);
    expect(RoomView.parse(overTheWire(view))).toEqual(view);
    expect(roomView(roomFromView(view))).toEqual(view);
  }

  #checkQueue(id: string, event: QueueEvent): void {
    const queue = this.#world.queue(id);
    if (event.type === "request_taken") {
      const { request, agent } = event.data;
      if (this.#held.has(request)) throw new Error(`${request} was taken twice`);
      this.#held.set(request, agent);
    }
    if (event.type === "request_returned") this.#held.delete(event.data.request);

    const open = [...queue.requests.values()];
    const locks = open.map(({ user, subject }) => `${user} ${subject}`);
    expect(new Set(locks).size).toBe(locks.length);
    const asked = open.flatMap((request) => (request.status === "offered" ? [request.agent] : []));
    expect(new Set(asked).size).toBe(asked.length);
    const view = queueView(queue);
    expect(QueueView.parse(overTheWire(view))).toEqual(view);
    expect(queueView(queueFromView(view))).toEqual(view);
  }

  /** Between two acts, whoever asks and whoever helps are in the room and nobody else, and the room is open. */
  checkConversations(): void {
    for (const queue of this.#world.queues.values()) {
      for (const request of queue.requests.values()) {
        if (request.room === undefined) continue;
        const { members, closed } = this.#world.room(request.room);
        expect(closed).toBe(undefined);
        expect(members.has(request.user)).toBe(true);
        if (request.status === "taken") expect(members.has(request.agent)).toBe(true);
        expect(members.size).toBe(request.status === "taken" ? 2 : 1);
      }
    }
  }

  /** The log, folded once more from its beginning, and from any view of it, is the state. */
  checkLogs(chance: Chance): void {
    for (const [stream, log] of this.#world.logs) {
      const id = streamSubject(stream);
      const cut = chance.below(log.length) + 1;
      if (isRoomStream(stream)) {
        const fold = (from: RoomState | undefined, events: AnyEvent[]) =>
          events.reduce((room, event) => foldRoom(id, room, event as RoomEvent), from) as RoomState;
        const halfway = roomFromView(overTheWire(roomView(fold(undefined, log.slice(0, cut)))));
        expect(roomView(fold(halfway, log.slice(cut)))).toEqual(roomView(this.#world.room(id)));
      }
      if (isQueueStream(stream)) {
        const halfway = log
          .slice(0, cut)
          .reduce<ReturnType<typeof foldQueue> | undefined>(
            (queue, event) => foldQueue(id, queue, event as QueueEvent),
            undefined,
          );
        if (!halfway) continue;
        const rest = log
          .slice(cut)
          .reduce(
            (queue, event) => foldQueue(id, queue, event as QueueEvent),
            queueFromView(overTheWire(queueView(halfway))),
          );
        expect(queueView(rest)).toEqual(queueView(this.#world.queue(id)));
      }
    }
  }
}

/** Many people who do whatever they are let do, and a server that minds the time. */
class Crowd {
  readonly world = new World();
  readonly watch = new Watch(this.world);
  readonly chance: Chance;
  #ids = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  newId(): string {
    return `id${this.#ids++}`;
  }

  try<More>(by: string, verdict: Verdict<More>): void {
    if (verdict.ok) this.world.store(verdict.drafts, by);
  }

  /** Time passes, people go and come back, and what is due happens. */
  wait(ms: number): void {
    this.world.now += ms;
    const person = this.chance.pick(PEOPLE);
    if (this.chance.happens(0.2)) this.world.gone.set(person, this.world.now);
    if (this.chance.happens(0.4)) this.world.gone.delete(person);
    // Now and then the server is late, and people act before it has noticed what is due.
    if (this.chance.happens(0.5)) this.wake();
  }

  wake(): void {
    const { world } = this;
    for (let turn = 0; turn < 500; turn++) {
      let done = true;
      for (const { id } of world.rooms.values()) {
        const lapsed = lapseSeats(world.room(id), world.now, world.goneSince);
        const fired = fireSession(world.room(id), world.now)?.drafts ?? [];
        const plan = lapsed.length > 0 ? lapsed : fired;
        if (plan.length > 0) done = false;
        world.store(plan, "system");
      }
      for (const { id } of world.queues.values()) {
        const fired = fireQueue(world.queue(id), "system", world.scene);
        if (fired) done = false;
        world.store(fired?.drafts ?? [], "system");
      }
      if (done) return;
    }
    throw new Error("there is always something due");
  }

  actInRoom(id: string, user: string): void {
    const { world, chance } = this;
    const room = world.room(id);
    const member = room.members.get(user);
    const asker = { id: user, member, server: false };
    const queue = room.about?.queue === undefined ? undefined : world.queue(room.about.queue);
    switch (
      chance.pick(["send", "send", "send", "share", "tick", "leave", "close", "pause", "resume", "extend"] as const)
    ) {
      case "send": {
        const text = chance.pick(["hello", "where is it", "LOUD NOISES HERE", "yes"]);
        if (!member || !can(asker, { do: "send" }, room, world.now).ok) return;
        if (judgeMessage(room, member, { text }, { lastSentAt: undefined, recent: [] }, world.now).ok) {
          world.post(user, text, id);
        }
        return;
      }
      case "share": {
        const data = { name: user, item: { id: "wine-1", title: "Wine", body: "" } };
        if (can(asker, { do: "share" }, room, world.now).ok) {
          world.store([inRoom(id, { type: "item_shared", data })], user);
        }
        return;
      }
      case "tick": {
        const item = chance.pick(["asked", "shared", "nothing"]);
        if (can(asker, { do: "tick", item }, room, world.now).ok) {
          world.store([inRoom(id, { type: "checklist_ticked", data: { item, on: chance.happens(0.7) } })], user);
        }
        return;
      }
      case "leave":
        if (chance.happens(0.3)) world.store(leaveRoom(room, user, queue, world.scene), user);
        return;
      case "close":
        if (chance.happens(0.1) && can(asker, { do: "close" }, room).ok) {
          world.store(closeRoom(room, "done", queue, world.scene), user);
        }
        return;
      case "pause":
        if (can({ ...asker, server: chance.happens(0.1) }, { do: "pause" }, room).ok) {
          this.try(user, pauseSession(room, world.now));
        }
        return;
      case "resume":
        if (can({ ...asker, server: chance.happens(0.5) }, { do: "resume" }, room).ok) {
          this.try(user, resumeSession(room, world.now));
        }
        return;
      case "extend":
        if (can({ ...asker, server: chance.happens(0.1) }, { do: "extend" }, room).ok) {
          this.try(user, extendSession(room, 60_000, world.now));
        }
        return;
    }
  }
}

const roleOf = (user: string, roles: readonly string[]): string => roles[Number(user.slice(1)) % roles.length] ?? "";

const OPEN = PRESETS.map(({ name }) => name).filter((name) => !["coached", "helpdesk"].includes(name));

describe.each(OPEN)("in rooms of kind %s", (name) => {
  test.each(SEEDS)("whatever people do, the rules hold (seed %i)", (seed) => {
    const crowd = new Crowd(seed + 1_000 * OPEN.indexOf(name));
    const { world, chance } = crowd;
    const timed = chance.happens(0.5) ? { session: { starts: "on-creation", lasts: "5m", warnAt: ["1m"] } } : {};
    world.createRoom(kindOf(name, timed));
    for (const draft of startSession(world.room(), world.now, () => true)) world.store([inRoom("room", draft)], "host");

    for (let turn = 0; turn < ACTS; turn++) {
      crowd.wait(chance.below(20_000));
      const room = world.room();
      const user = chance.pick(
        [...PEOPLE, ...room.members.values()].map((one) => (typeof one === "string" ? one : one.id)),
      );
      if (chance.happens(0.3)) {
        const role = roleOf(user, ["member", "member", "member", "moderator"]);
        const asker = { id: user, member: room.members.get(user), server: false, granted: chance.happens(0.5) };
        if (!asker.member && can(asker, { do: "join", role }, room, world.now).ok) world.join(user, role);
      } else crowd.actInRoom("room", user);
    }
    crowd.watch.checkLogs(chance);
  });
});

describe("in a lobby of kind coached", () => {
  test.each(SEEDS)("whatever people do, the rules hold and every conversation ends (seed %i)", (seed) => {
    const crowd = new Crowd(seed);
    const { world, chance } = crowd;
    const kind = kindOf(
      "coached",
      chance.happens(0.5) ? {} : { seats: { total: 3, roles: { assistant: { max: 1, reserved: 1 } } } },
    );
    const roles = ["assistant", "client", "client", "client"];
    const open = () => [...world.rooms.values()].filter(({ closed }) => !closed);

    for (let turn = 0; turn < ACTS; turn++) {
      crowd.wait(chance.below(chance.pick([5_000, 30_000])));
      if (open().length < 2) {
        const host = chance.pick(["p0", "p4"]);
        world.store([inRoom(crowd.newId(), openLobbyRoom(kind, { id: host, name: host }, "wine"))], host);
      }
      const user = chance.pick(PEOPLE);
      const room = chance.pick(open());
      if (chance.happens(0.5)) {
        world.store(unseatGhosts(room, world.now, world.goneSince), "system");
        world.gone.delete(user);
        crowd.try(
          user,
          takeSeat(world.room(room.id), { id: user, name: user, roles: [roleOf(user, roles)] }, {}, world),
        );
      } else crowd.actInRoom(room.id, user);
      for (const { id } of open()) lobbyRoom(world.room(id), world.now, world.goneSince);
    }

    for (const { id } of open()) crowd.try("mod", resumeSession(world.room(id), world.now));
    world.now += DAY;
    crowd.wake();
    for (const room of world.rooms.values()) {
      expect(isGoing(room.session)).toBe(false);
      if (room.session?.phase === "ended") expect(room.closed).toBeDefined();
    }
    crowd.watch.checkLogs(chance);
  });
});

describe("at a help desk", () => {
  test.each(SEEDS)("whatever people do, the rules hold and every request ends (seed %i)", (seed) => {
    const crowd = new Crowd(seed);
    const { world, chance } = crowd;
    const assign = chance.pick(["take", "offer"]);
    const returnAfter = chance.happens(0.5) ? { returnAfter: "2m" } : {};
    world.createQueue(kindOf("helpdesk", { queue: { assign, abandonAfter: "10m", perAgent: 3, ...returnAfter } }));
    const agents = PEOPLE.slice(5);
    const asker = (id: string): QueueAsker => {
      const roles = id === "p7" ? ["moderator"] : agents.includes(id) ? ["organizer"] : ["participant"];
      return { id, name: id, roles, server: false };
    };

    for (let turn = 0; turn < ACTS; turn++) {
      crowd.wait(chance.below(40_000));
      const queue = world.queue();
      const { scene } = world;
      const offered = [...queue.requests.values()].find(({ status }) => status === "offered");
      crowd.watch.checkConversations();
      if (offered?.status === "offered" && chance.happens(0.2)) {
        const { agent: user, id: request } = offered;
        const answer = chance.pick([acceptOffer, declineOffer]);
        crowd.try(user, answer(queue, asker(user), { request }, scene));
        continue;
      }
      const user = chance.pick(PEOPLE);
      const request = chance.pick(["none", ...[...queue.requests.values()].map(({ id }) => id)]);
      const agent = takerOf(queue, asker(chance.pick(agents)));
      const acts: (() => void)[] = [
        () => {
          const need = { id: crowd.newId(), subject: chance.pick(["gate", "food"]), description: "help" };
          crowd.try(user, askForHelp(queue, asker(user), need, scene));
        },
        () => crowd.try(user, waitForRequest(queue, asker(user), scene)),
        () => crowd.try(user, takeRequest(queue, asker(user), {}, scene)),
        () => crowd.try(user, takeRequest(queue, asker(user), { request }, scene)),
        () => crowd.try(user, stopWaiting(queue, user)),
        () => crowd.try(user, offerRequest(queue, asker(user), { request, to: agent }, scene)),
        () => crowd.try(user, acceptOffer(queue, asker(user), { request }, scene)),
        () => crowd.try(user, withdrawRequest(queue, asker(user), { request }, scene)),
        () => crowd.try(user, closeRequest(queue, asker(user), { request, reason: "" }, scene)),
        () =>
          crowd.try(
            user,
            transferRequest(queue, asker(user), { request, ...(chance.happens(0.5) && { to: agent }) }, scene),
          ),
        () => {
          const to = chance.pick([
            { status: "waiting" },
            { status: "taken", agent: agent.agent },
            { status: "closed", reason: "" },
          ] as const);
          crowd.try(user, forceRequest(queue, asker(user), { request, to }, agent, scene));
        },
      ];
      const rooms = [...world.rooms.keys()];
      if (rooms.length > 0 && chance.happens(0.4)) crowd.actInRoom(chance.pick(rooms), user);
      else if (chance.happens(0.4)) chance.pick(acts.slice(0, 2))();
      else chance.pick(acts)();
    }

    // Everybody goes home, and whoever has a request closes it.
    for (const person of PEOPLE) world.gone.set(person, world.now);
    world.now += DAY;
    crowd.wake();
    for (const request of world.queue().requests.values()) {
      expect(request.status === "taken" || request.room !== undefined).toBe(true);
      crowd.try("p7", closeRequest(world.queue(), asker("p7"), { request: request.id, reason: "" }, world.scene));
    }
    expect(world.queue().requests.size).toBe(0);
    for (const room of world.rooms.values()) expect(room.closed).toBeDefined();
    for (const person of PEOPLE) expect(world.inbox(person).requests).toEqual([]);
    crowd.watch.checkLogs(chance);
  });
});

test("who leaves a room of no queue is just gone", () => {
  const world = new World();
  world.createRoom(kindOf("group"));
  world.join("ann", "member");
  expect(leaveRoom(world.room(), "ann", undefined, world.scene)).toEqual(takenOut("room", { id: "ann", name: "ann" }));
});
