import { expect, test } from "bun:test";
import { conversationToken } from "./conversation-token.ts";
import { startSession } from "./session.ts";
import { kindOf, World } from "./testing/world.ts";

test("names topic, scenario, assistant and clients, in this order", () => {
  const world = new World();
  world.createRoom(kindOf("coached", { seats: { total: 3, roles: { assistant: { max: 1, reserved: 1 } } } }), "room", {
    subject: "red  wine\t2",
    scenario: "s7",
  });
  world.join("ben", "client");
  world.join("ann", "assistant");
  world.join("cleo", "client");
  for (const draft of startSession(world.room(), world.now, () => true)) {
    world.store([{ stream: "room:room", draft }], "system");
  }
  expect(conversationToken(world.room())).toBe("redwine2:s7:ann:ben:cleo");
});
