import { afterEach, beforeEach, expect, test } from "bun:test";
import { queueStream, roomStream, type StreamName } from "@parlor/protocol";
import { calling, type ParlorInFolder, parlorInFolder } from "../testing/parlor-in-folder.ts";
import type { Committed } from "../streams/journal.ts";
import { Concerned } from "./concerned.ts";

let parlor: ParlorInFolder;
let concerned: Concerned;
let backEnd: Awaited<ReturnType<typeof calling>>;

beforeEach(async () => {
  parlor = await parlorInFolder();
  concerned = new Concerned();
  parlor.parlor.hub.listen((committed: Committed) => concerned.committed(committed));
  backEnd = await calling(parlor, "shop", { scope: "server" });
});
afterEach(() => parlor.close());

const of = (user: string): readonly StreamName[] => concerned.of(user);

test("whoever sits matters to the room until they leave or it closes, and nobody to a room without seats", async () => {
  const rooms = { direct: "two", group: "many" };
  for (const [kind, room] of Object.entries(rooms)) {
    await backEnd("POST", "/rooms", { key: room, room, kind, members: ["ana", "ben"] });
  }
  expect(of("ana")).toEqual([roomStream("two")]);
  expect(of("ben")).toEqual([roomStream("two")]);

  await backEnd("DELETE", "/rooms/two/members/ana");
  expect(of("ana")).toEqual([]);
  expect(of("ben")).toEqual([roomStream("two")]);
  await backEnd("POST", "/rooms/two/close", { key: "c" });
  expect(of("ben")).toEqual([]);
});

test("whoever asks, helps or waits to help matters to the queue until the request has ended", async () => {
  await backEnd("POST", "/queues", { key: "q", queue: "desk", kind: "helpdesk" });
  const [pia, olga, otto] = [
    await calling(parlor, "pia", { roles: ["participant"] }),
    await calling(parlor, "olga", { roles: ["organizer"] }),
    await calling(parlor, "otto", { roles: ["organizer"] }),
  ];
  const { body } = await pia("POST", "/queues/desk/requests", { key: "r" });
  const { request } = body as { request: string };
  await olga("POST", "/queues/desk/take", { key: "t" });
  await otto("POST", "/queues/desk/wait", { key: "w" });
  for (const user of ["pia", "olga", "otto"]) expect(of(user)).toEqual([queueStream("desk")]);

  await olga("POST", `/queues/desk/requests/${request}/close`, { key: "c" });
  expect([of("pia"), of("olga")]).toEqual([[], []]);
  expect(of("otto")).toEqual([queueStream("desk")]);
});
