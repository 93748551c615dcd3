import { beforeEach, describe, expect, test } from "bun:test";
import { takenOut } from "./ending.ts";
import { lapseSeats, PAGE_CHANGE_MS, seatDeadline, unseatGhosts } from "./ghosts.ts";
import { hostRole, lobbyChange, lobbyRoom, lobbyUpkeep, openLobbyRoom } from "./lobby.ts";
import { inRoom } from "./plan.ts";
import { startSession } from "./session.ts";
import { takeSeat } from "./take-seat.ts";
import { kindOf, World } from "./testing/world.ts";

const coached = kindOf("coached");
const ann = { id: "ann", name: "Ann" };
let world: World;

beforeEach(() => {
  world = new World();
  world.store([inRoom("room", openLobbyRoom(coached, ann, "wine"))], "ann");
});

function sit(id: string, role: string) {
  const verdict = takeSeat(world.room(), { id, name: id, roles: [role] }, {}, world);
  if (verdict.ok) world.store(verdict.drafts, id);
  return verdict;
}

const shown = () => lobbyRoom(world.room(), world.now, world.goneSince);

describe("a lobby shows", () => {
  test("which rooms are free, waiting for the assistant, or full and for how long", () => {
    expect(shown()).toMatchObject({ subject: "wine", host: ann, state: "free", seats: { taken: 0, total: 2 } });
    sit("ben", "client");
    expect(shown()).toMatchObject({ state: "waiting", roles: { client: 1 }, people: ["ben"] });
    sit("ann", "assistant");
    expect(shown()).toMatchObject({ state: "full", endsAt: world.now + 17 * 60_000, seats: { taken: 2 } });
  });

  test("an assistant who sits and waits as free: a client can come", () => {
    sit("ann", "assistant");
    expect(shown()).toMatchObject({ state: "free", roles: { assistant: 1 } });
  });

  test("no rooms of hosts who are gone, and nobody inside who is", () => {
    sit("ben", "client");
    world.gone.set("ben", world.now - PAGE_CHANGE_MS);
    expect(shown()).toMatchObject({ state: "free", people: [] });
    world.gone.set("ann", world.now - PAGE_CHANGE_MS);
    expect(shown()).toBe(undefined);
  });

  test("[SEAT-3] hosts and people inside who only go from one page to another", () => {
    sit("ben", "client");
    const before = shown();
    world.gone.set("ben", world.now - PAGE_CHANGE_MS + 1);
    world.gone.set("ann", world.now - PAGE_CHANGE_MS + 1);
    expect(before).toMatchObject({ state: "waiting", people: ["ben"] });
    expect(shown()).toEqual(before);
  });

  test("a running conversation also while its assistant's connection is lost", () => {
    sit("ben", "client");
    sit("ann", "assistant");
    world.gone.set("ann", world.now);
    expect(shown()).toMatchObject({ state: "full", people: ["ben", "ann"] });
  });

  test("nothing of what is over", () => {
    world.store([inRoom("room", { type: "room_closed", data: { reason: "" } })], "ann");
    expect(shown()).toBe(undefined);
  });
});

test("watchers are told what changed, and nothing when nothing did", () => {
  const free = shown();
  sit("ben", "client");
  const waiting = shown();
  if (!free || !waiting) throw new Error("the room is not shown");
  expect(lobbyChange([free], [free])).toBe(undefined);
  expect(lobbyChange([free], [waiting])).toEqual({ rooms: [waiting], gone: [] });
  expect(lobbyChange([free], [])).toEqual({ rooms: [], gone: ["room"] });
});

test("a host gets a room for each interest, once, and loses those they gave up", () => {
  const rooms = [world.room()];
  expect(lobbyUpkeep(ann, ["wine", "cheese", "cheese"], rooms)).toEqual({ open: ["cheese"], close: [] });
  expect(lobbyUpkeep(ann, [], rooms)).toEqual({ open: [], close: rooms });
  expect(lobbyUpkeep({ id: "amy" }, ["wine"], rooms)).toEqual({ open: ["wine"], close: [] });
  sit("ben", "client");
  sit("ann", "assistant");
  expect(lobbyUpkeep(ann, [], [world.room()]).close).toEqual([]);
});

test("only who has a seat kept for them receives others", () => {
  expect(hostRole(coached, { roles: ["assistant"] })).toBe("assistant");
  expect(hostRole(coached, { roles: ["client"] })).toMatchObject({
    reason: "Only an assistant can open rooms in this lobby.",
  });
  expect(hostRole(coached, { roles: [] })).toMatchObject({ ok: false });
});

test("a guest receives nobody where the kind keeps guests out", () => {
  const roles = ["assistant"];
  const closed = kindOf("coached", { guests: false });
  expect(hostRole(coached, { roles, guest: true })).toBe("assistant");
  expect(hostRole(closed, { roles, guest: true })).toMatchObject({ code: "guests_off" });
  expect(hostRole(closed, { roles })).toBe("assistant");
});

describe("ghosts", () => {
  test("[SEAT-3] lose their seat before somebody sits down beside them", () => {
    sit("ben", "client");
    world.gone.set("ben", world.now - PAGE_CHANGE_MS);
    world.store(unseatGhosts(world.room(), world.now, world.goneSince), "system");
    expect(sit("cleo", "client")).toMatchObject({ ok: true });
    expect(world.inbox("ben").rooms.size).toBe(0);
  });

  test("[SEAT-3] are none who went just now: their seat waits, and the conversation for them", () => {
    sit("ann", "assistant");
    world.gone.set("ann", world.now);
    expect(unseatGhosts(world.room(), world.now + PAGE_CHANGE_MS - 1, world.goneSince)).toEqual([]);
    expect(unseatGhosts(world.room(), world.now + PAGE_CHANGE_MS, world.goneSince)).not.toEqual([]);
    sit("ben", "client");
    expect(world.room().session).toEqual({ phase: "waiting" });
    world.gone.clear();
    expect(startSession(world.room(), world.now, world.isHere)).toMatchObject([{ type: "session_started" }]);
  });

  test("of a running conversation keep it for a while, and return to it", () => {
    sit("ben", "client");
    sit("ann", "assistant");
    world.gone.set("ann", world.now);
    expect(unseatGhosts(world.room(), world.now + PAGE_CHANGE_MS, world.goneSince)).toEqual([]);
    expect(seatDeadline(world.room(), world.goneSince)).toBe(world.now + 30_000);
    expect(lapseSeats(world.room(), world.now + 29_999, world.goneSince)).toEqual([]);
    expect(lapseSeats(world.room(), world.now + 30_000, world.goneSince)).toEqual(
      takenOut("room", { id: "ann", name: "ann" }),
    );
    world.gone.clear();
    expect(seatDeadline(world.room(), world.goneSince)).toBe(undefined);
  });
});
