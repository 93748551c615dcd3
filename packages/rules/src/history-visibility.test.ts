import { expect, test } from "bun:test";
import { isReadable, readableFrom, sightOf, stateReadFrom, WHOLE_SIGHT, withheld } from "./history-visibility.ts";
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
  expect(readableFrom(world.room(), { ...reader("stranger"), since: 4 })).toBe(5);
  expect(readableFrom(world.room(), { ...reader("ben"), since: 0 })).toBe(4);
  expect(readableFrom(world.room(), reader("backend", true))).toBe(1);
  expect(readableFrom({ ...world.room(), kind: kindOf("group") }, reader("ben"))).toBe(1);
});

test("[ACCESS-4] what changes a message can be read by those who can read the message, however late it comes", () => {
  const head = { seq: 9, id: "e-9", at: 1, actor: "ann", key: "k" };
  const posted = { ...head, type: "message_posted", data: { name: "Ann", no: 1, text: "new", target: 1 } };
  const changes = [
    { ...head, type: "message_edited", data: { target: 3, text: "old" } },
    { ...head, type: "message_deleted", data: { target: 3 } },
    { ...head, type: "reaction_changed", data: { target: 3, emoji: "👍", on: true } },
  ];
  const from = (seq: number) => ({ from: seq, searches: true });
  expect(isReadable(posted, from(4))).toBe(true);
  for (const change of changes) {
    expect([change.type, isReadable(change, from(3)), isReadable(change, from(4))]).toEqual([change.type, true, false]);
    expect(withheld(change)).toEqual({ seq: 9, id: "e-9", at: 1, type: "withheld", actor: "system", data: {} });
  }
});

test("[ACCESS-4] which cards were shared before one joined is not in the state either", () => {
  const world = new World();
  world.createRoom(kindOf("group"));
  const room = { ...world.room(), shared: ["red wine"] };
  expect(stateReadFrom(room, 1)).toBe(room);
  expect(stateReadFrom(room, 2)).toEqual({ ...room, shared: [] });
});

test("[ACCESS-7] what was searched is read by those who may search, and by back ends", () => {
  const world = new World();
  world.createRoom(kindOf("coached"));
  world.join("ann", "assistant");
  world.join("cleo", "client");
  const searched = { seq: 9, id: "e-9", type: "searched", at: 1, actor: "ann", data: { query: "wine" } };
  const reads = (id: string, server = false) =>
    isReadable(searched, sightOf(world.room(), { member: world.room().members.get(id), server }));
  expect([reads("ann"), reads("cleo"), reads("nobody"), reads("backend", true)]).toEqual([true, false, false, true]);
  // Where nothing can be searched, everybody shares one page.
  const community = { ...world.room(), kind: kindOf("community") };
  expect(sightOf(community, { member: world.room().members.get("cleo"), server: false })).toBe(WHOLE_SIGHT);
});
