import { describe, expect, test } from "bun:test";
import { can } from "./can.ts";
import { seatsFor } from "./seats.ts";
import { type Comer, takeSeat } from "./take-seat.ts";
import { Chance } from "./testing/chance.ts";
import { kindOf, World } from "./testing/world.ts";

const client = (id: string): Comer => ({ id, name: id, roles: ["client"] });
const assistant = (id: string): Comer => ({ id, name: id, roles: ["assistant"] });

function coachedRoom(): World {
  const world = new World();
  world.createRoom(kindOf("coached"), "room", { subject: "wine", host: { id: "ann", name: "Ann" } });
  return world;
}

function sit(world: World, comer: Comer, wish = {}) {
  const verdict = takeSeat(world.room(), comer, wish, world);
  if (verdict.ok) world.store(verdict.drafts, comer.id);
  return verdict;
}

describe("seats", () => {
  test("the last seat waits for the assistant", () => {
    const world = coachedRoom();
    expect(sit(world, client("ben"))).toMatchObject({ ok: true, role: "client" });
    expect(sit(world, client("cleo"))).toMatchObject({
      code: "no_seat",
      reason: "The last free seat is kept for an assistant.",
    });
    expect(sit(world, assistant("ann"))).toMatchObject({ ok: true, role: "assistant" });
    expect(world.story("room:room")).toEqual(["room_created", "member_joined", "member_joined", "session_started"]);
  });

  test("there is one assistant, also while a seat is free", () => {
    const world = coachedRoom();
    sit(world, assistant("ann"));
    expect(sit(world, assistant("amy"))).toMatchObject({
      code: "seat_taken",
      reason: "There is already an assistant here.",
    });
  });

  test("twenty people want the last seat: one gets it, nineteen are told why not", () => {
    const world = new World();
    world.createRoom(kindOf("coached", { seats: { total: 3 }, session: undefined }));
    sit(world, client("first"));
    sit(world, client("second"));
    const answers = Array.from({ length: 20 }, (_, index) => sit(world, client(`racer-${index}`)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.reason === "All 3 seats are taken.")).toHaveLength(19);
    expect(world.room().memberCount).toBe(3);
  });

  test("sitting down twice is sitting once", () => {
    const world = coachedRoom();
    sit(world, client("ben"));
    expect(sit(world, client("ben"))).toEqual({ ok: true, drafts: [], role: "client" });
  });

  test("nobody sits down as something they are not", () => {
    const world = coachedRoom();
    expect(sit(world, client("ben"), { role: "assistant" })).toMatchObject({ code: "not_allowed" });
    expect(world.room().memberCount).toBe(0);
  });

  test("a person whose token says nothing sits as the default role", () => {
    expect(sit(coachedRoom(), { id: "gus", name: "Gus", roles: ["organizer"] })).toMatchObject({ role: "client" });
  });

  test("a conversation does not begin with somebody who is gone", () => {
    const world = coachedRoom();
    sit(world, client("ben"));
    world.gone.set("ben", world.now);
    sit(world, assistant("ann"));
    expect(world.room().session).toEqual({ phase: "waiting" });
  });

  test("while a conversation goes on, only its own people come back", () => {
    const world = coachedRoom();
    sit(world, client("ben"));
    sit(world, assistant("ann"));
    world.store(leave(world, "ben"), "ben");
    expect(sit(world, client("cleo"))).toMatchObject({ code: "no_seat" });
    expect(sit(world, client("ben"))).toMatchObject({ ok: true });
  });

  test("who only looks on takes no seat", () => {
    const world = coachedRoom();
    world.join("mod", "moderator");
    sit(world, client("ben"));
    expect(sit(world, assistant("ann"))).toMatchObject({ ok: true });
    expect(world.room().memberCount).toBe(3);
  });

  test("a back end cannot seat somebody where there is no seat either", () => {
    const world = new World();
    world.createRoom(kindOf("direct"));
    world.join("ann", "member");
    world.join("ben", "member");
    const server = { id: "backend", member: undefined, server: true };
    expect(can(server, { do: "let-in", user: "cleo" }, world.room())).toMatchObject({ code: "room_full" });
    expect(can(server, { do: "let-in", user: "ben" }, world.room())).toEqual({ ok: true });
  });

  test("a new room is not made for more than it seats", () => {
    expect(seatsFor(kindOf("direct"), ["member", "member"])).toEqual({ ok: true });
    expect(seatsFor(kindOf("direct"), ["member", "member", "member"])).toMatchObject({ code: "room_full" });
    expect(seatsFor(kindOf("community"), Array<string>(500).fill("member"))).toEqual({ ok: true });
  });

  test("the scenario is chosen once, and only one that there is", () => {
    const world = new World();
    world.createRoom(kindOf("coached", { scenarios: { gift: { text: "Find a gift." } } }));
    expect(sit(world, client("ben"), { scenario: "toString" })).toMatchObject({ code: "no_such_item" });
    sit(world, client("ben"), { scenario: "gift" });
    expect(world.room().about?.scenario).toBe("gift");
  });

  test("where the kind has no scenarios, people bring their own, and otherwise they cannot", () => {
    const task = { title: "", text: "Find a gift." };
    const world = coachedRoom();
    expect(sit(world, client("ben"), { scenario: "a:b", task })).toMatchObject({ code: "no_such_item" });
    sit(world, client("ben"), { scenario: "7", task });
    sit(world, assistant("ann"), { scenario: "8", task: { title: "", text: "Find a tent." } });
    expect(world.room().about).toMatchObject({ scenario: "7", task });

    const strict = new World();
    strict.createRoom(kindOf("coached", { scenarios: { gift: { text: "Find a gift for a child." } } }));
    expect(sit(strict, client("ben"), { scenario: "7", task })).toMatchObject({ code: "no_such_item" });
    sit(strict, client("ben"), { scenario: "gift", task });
    expect(strict.room().about).toEqual({ scenario: "gift" });
  });

  test("who sits already may still choose the scenario, if nobody has", () => {
    const world = new World();
    world.createRoom(
      kindOf("coached", { scenarios: { gift: { text: "Find a gift." }, tent: { text: "Find a tent." } } }),
    );
    sit(world, client("ben"));
    sit(world, assistant("ann"));
    sit(world, client("ben"), { scenario: "gift" });
    sit(world, assistant("ann"), { scenario: "tent" });
    expect(world.room().about?.scenario).toBe("gift");
    expect(world.story("room:room").filter((type) => type === "scenario_chosen")).toHaveLength(1);
  });
});

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  "seats hold whatever the rules and the rush (seed %i)",
  (seed) => {
    const chance = new Chance(seed);
    const total = 1 + chance.below(6);
    const max = 1 + chance.below(total);
    const reserved = chance.below(Math.min(max, total - 1) + 1);
    const world = new World();
    const seats = { total, roles: { assistant: { max, reserved } } };
    world.createRoom(kindOf("coached", { seats, session: undefined }));

    for (let turn = 0; turn < 40; turn++) {
      const id = `p${chance.below(12)}`;
      const comer = chance.happens(0.4) ? assistant(id) : client(id);
      if (chance.happens(0.3)) world.store(leave(world, id), id);
      else sit(world, comer);

      const members = [...world.room().members.values()];
      const assistants = members.filter(({ role }) => role === "assistant").length;
      expect(members.length).toBeLessThanOrEqual(total);
      expect(assistants).toBeLessThanOrEqual(max);
      // What is left can still take everybody for whom a seat is kept.
      expect(total - members.length).toBeGreaterThanOrEqual(Math.max(0, reserved - assistants));
    }
  },
);

function leave(world: World, user: string) {
  const member = world.room().members.get(user);
  if (!member) return [];
  return [{ stream: "room:room", draft: { type: "member_left" as const, data: { user, name: member.name } } }];
}
