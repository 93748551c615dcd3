import { expect, test } from "bun:test";
import { doneBy, openItems } from "./checklists.ts";
import { kindOf, World } from "./testing/world.ts";

test("each person has their own list, and an item is done once", () => {
  const world = new World();
  world.createRoom(kindOf("coached"));
  world.join("ann", "assistant");
  world.join("ben", "client");
  const tick = (user: string, item: string, on = true) =>
    world.store([{ stream: "room:room", draft: { type: "checklist_ticked", data: { item, on } } }], user);

  tick("ben", "asked");
  tick("ben", "asked");
  tick("ann", "asked");
  tick("ben", "decided");
  tick("ben", "asked", false);
  expect(doneBy(world.room().checklists, "ben")).toEqual(["decided"]);
  expect(doneBy(world.room().checklists, "ann")).toEqual(["asked"]);
  expect(doneBy(world.room().checklists, "__proto__")).toEqual([]);
  expect(openItems(world.room(), "ben").map(({ id }) => id)).toEqual(["described", "asked"]);
  expect(openItems(world.room(), "stranger")).toEqual([]);
});
