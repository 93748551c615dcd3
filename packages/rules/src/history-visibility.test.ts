import { expect, test } from "bun:test";
import { readableFrom } from "./history-visibility.ts";
import { kindOf, World } from "./testing/world.ts";

test("history is read from the beginning, or from one's joining, or by a back end whole", () => {
  const world = new World();
  world.createRoom(kindOf("group", { history: { visible: "from-join" } }));
  world.join("ann", "member");
  world.post("ann", "before ben");
  world.join("ben", "member");
  const reader = (id: string, server = false) => ({ member: world.room().members.get(id), server });

  expect(readableFrom(world.room(), reader("ann"))).toBe(2);
  expect(readableFrom(world.room(), reader("ben"))).toBe(4);
  expect(readableFrom(world.room(), reader("stranger"))).toBe(Number.POSITIVE_INFINITY);
  expect(readableFrom(world.room(), reader("backend", true))).toBe(1);
  expect(readableFrom({ ...world.room(), kind: kindOf("group") }, reader("ben"))).toBe(1);
});
