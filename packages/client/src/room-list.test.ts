import { afterEach, beforeEach, expect, test } from "bun:test";
import { Meeting, until } from "./testing/meeting.ts";

let meeting: Meeting;

beforeEach(() => {
  meeting = new Meeting(Bun.serve);
});
afterEach(async () => expect(await meeting.end()).toEqual([]));

test("whoever is let into a second room while the list with the first is on its way has both", async () => {
  const { peer } = meeting;
  const client = await meeting.online();
  await peer.until(() => peer.frames("list_rooms").length === 1);
  const letIn = (room: string) => {
    peer.log(room).post("bo", "Welcome");
    peer.inbox("ana", { type: "room_added", data: { room, seq: 1, no: 0 } });
  };

  let wasLate = false;
  peer.instead = ({ type }) => {
    if (type !== "list_rooms" || wasLate) return undefined;
    wasLate = true;
    // What is told before the answer is not in it.
    letIn("second");
    return { ok: { rooms: [] } };
  };
  letIn("first");

  await until(client.rooms, (rooms) => rooms.length === 2);
  expect(wasLate).toBe(true);
  expect(peer.frames("list_rooms")).toHaveLength(3);
});
