import { afterEach, beforeEach, expect, test } from "bun:test";
import { until } from "@parlor/tests";
import { calling, parlorInFolder, type ParlorInFolder } from "../testing/parlor-in-folder.ts";

let place: ParlorInFolder;
beforeEach(async () => (place = await parlorInFolder()));
afterEach(() => place.close());

type Rooms = { rooms: { room: string; messageCount: number; read: { no: number } }[] };
type Caller = Awaited<ReturnType<typeof calling>>;

async function unread(caller: Caller): Promise<number> {
  const { body } = await caller("GET", "/rooms");
  const { messageCount, read } = (body as Rooms).rooms[0]!;
  return messageCount - read.no;
}

/** The marker follows within a moment; what never comes ends the test by its time. */
const untilUnread = (caller: Caller, count: number) => until(async () => (await unread(caller)) === count);

const say = (caller: Caller, key: string) => caller("POST", "/rooms/r/messages", { key, text: key });

test("[DEVICES-8] what one says oneself is not unread, nor is what one has answered", async () => {
  const [ana, ben] = [await calling(place, "ana"), await calling(place, "ben")];
  await ana("POST", "/rooms", { key: "make", room: "r", kind: "group", members: ["ben"] });
  for (const key of ["a1", "a2", "a3"]) await say(ana, key);
  expect(await unread(ben)).toBe(3);
  await untilUnread(ana, 0);
  expect(await unread(ben)).toBe(3);
  await say(ben, "b1");
  await untilUnread(ben, 0);
  expect(await unread(ana)).toBe(1);
});

test("[DEVICES-3] however much is said, the marker moves seldom and never back", async () => {
  const ana = await calling(place, "ana");
  await ana("POST", "/rooms", { key: "make", room: "r", kind: "group" });
  for (let count = 0; count < 9; count++) await say(ana, `a${count}`);
  await untilUnread(ana, 0);
  const rows = await place.store.read("inbox:ana", { after: 0, limit: 100 });
  const marks = rows.map(({ json }) => JSON.parse(json) as { type: string; data: { read: { seq: number } } });
  const seqs = marks.flatMap(({ type, data }) => (type === "read_marked" ? data.read.seq : []));
  expect(seqs.length).toBeLessThan(9);
  expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
});

test("a back end that speaks in a room it does not belong to has nothing to read there", async () => {
  const [ana, backEnd] = [await calling(place, "ana"), await calling(place, "back", { scope: "server" })];
  await ana("POST", "/rooms", { key: "make", room: "r", kind: "group" });
  await say(backEnd, "b1");
  await say(ana, "a1");
  await untilUnread(ana, 0);
  expect(await place.store.read("inbox:back", { after: 0, limit: 10 })).toEqual([]);
});
