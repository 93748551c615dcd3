import { expect, test } from "bun:test";
import type { InboxDraft } from "@parlor/protocol";
import { inboxFromView, inboxView } from "./inbox-state.ts";
import { World } from "./testing/world.ts";

const STORY: InboxDraft[] = [
  { type: "room_added", data: { room: "a", seq: 2, no: 0 } },
  { type: "mentioned", data: { room: "a", seq: 9, by: "ben" } },
  { type: "invited", data: { room: "b", title: "B", kind: "group", by: "ben", byName: "Ben" } },
  { type: "invited", data: { room: "b", title: "B again", kind: "group", by: "cleo", byName: "Cleo" } },
  { type: "request_moved", data: { queue: "desk", request: "r1", subject: "gate", status: "waiting" } },
  { type: "request_moved", data: { queue: "desk", request: "r1", subject: "gate", status: "taken", room: "r1" } },
  { type: "request_moved", data: { queue: "other", request: "r1", subject: "", status: "waiting" } },
  { type: "read_marked", data: { room: "a", read: { seq: 9, no: 3 } } },
  { type: "request_moved", data: { queue: "desk", request: "r1", subject: "gate", status: "closed", room: "r1" } },
  { type: "uninvited", data: { room: "b" } },
  { type: "sent_back", data: { room: "a", to: "coached", token: "t" } },
  { type: "room_removed", data: { room: "a" } },
];

test("an inbox holds what is open, and its view is the whole of it after every event", () => {
  const world = new World();
  const seen: string[] = [];
  for (const draft of STORY) {
    world.store([{ stream: "inbox:ann", draft }], "x");
    const view = inboxView(world.inbox("ann"));
    expect(inboxView(inboxFromView(structuredClone(view)))).toEqual(view);
    const counts = [view.rooms, view.invitations, view.requests, view.ended].map((list) => list?.length ?? 0);
    seen.push(counts.join(" "));
  }
  expect(seen).toEqual([
    "1 0 0 0",
    "1 0 0 0",
    "1 1 0 0",
    "1 1 0 0",
    "1 1 1 0",
    "1 1 1 0",
    "1 1 2 0",
    "1 1 2 0",
    "1 1 1 0",
    "1 0 1 0",
    "1 0 1 1",
    "0 0 1 1",
  ]);
});
