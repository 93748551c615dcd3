import { afterEach, beforeEach, expect, test } from "bun:test";
import { Meeting, state } from "../testing/meeting.ts";
import type { Peer } from "../testing/peer.ts";
import { queuesOf } from "./queues.ts";

let meeting: Meeting;
let peer: Peer;
beforeEach(() => {
  meeting = new Meeting(Bun.serve);
  ({ peer } = meeting);
  peer.instead = ({ type }) => (type === "list_queues" ? { ok: { queues: [] } } : undefined);
});
afterEach(async () => expect(await meeting.end()).toEqual([]));

const asked = () => peer.frames("list_queues").length;

test("what is opened before there is a connection is asked for once", async () => {
  const client = meeting.client();
  const shown = queuesOf(client).open();
  client.connect();
  await shown;
  await state(client, "online");
  // All that was said before this is heard by now.
  await client.ask("list_rooms", {});

  expect(asked()).toBe(1);
});

test("after every new connection it is asked for again, once", async () => {
  const client = await meeting.online();
  await queuesOf(client).open();
  for (const times of [2, 3]) {
    peer.cut();
    await meeting.comeBack(client);
    await peer.until(() => asked() === times);
    await client.ask("list_rooms", {});
    expect(asked()).toBe(times);
  }
});

test("an answer that was owed when the connection broke is asked for once on the next", async () => {
  const client = await meeting.online();
  peer.instead = ({ type }) => (type === "list_queues" ? "silence" : undefined);
  const shown = queuesOf(client).open();
  await peer.until(() => asked() === 1);
  peer.instead = ({ type }) => (type === "list_queues" ? { ok: { queues: [] } } : undefined);
  peer.cut();
  await meeting.comeBack(client);
  await shown;
  await client.ask("list_rooms", {});

  expect(asked()).toBe(2);
});
