import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { Meeting, shows, state, texts, until } from "../testing/meeting.ts";
import type { Peer } from "../testing/peer.ts";
import { COMMUNITY, RoomLog } from "../testing/room-log.ts";
import type { TestClock } from "../testing/test-clock.ts";

let meeting: Meeting;
let peer: Peer;
let clock: TestClock;

beforeEach(() => {
  meeting = new Meeting(Bun.serve);
  ({ peer, clock } = meeting);
});
afterEach(async () => expect(await meeting.end()).toEqual([]));

describe("a room", () => {
  test("shows what is there and what comes", async () => {
    peer.log("general").post("bo", "first");
    const room = (await meeting.online()).room("general");
    await room.open();
    peer.post("general", "bo", "second");

    await shows(room, "first", "second");
    expect(room.state.get()?.messageCount).toBe(2);
    expect(room.timeline.get()).toMatchObject({ isBehind: false, reachesStart: true, holes: [] });
  });

  test("after a cut it has everything, and says so only then", async () => {
    const client = await meeting.online();
    const room = client.room("general");
    await room.open();
    peer.post("general", "bo", "before");
    await shows(room, "before");
    peer.cut();
    await state(client, "waiting");
    expect(room.timeline.get().isBehind).toBe(true);
    peer.log("general").post("bo", "meanwhile");
    await meeting.comeBack(client);
    await until(room.watch, ({ name }) => name === "watching");

    expect(texts(room)).toEqual(["before", "meanwhile"]);
    expect(room.timeline.get().isBehind).toBe(false);
    expect(peer.frames("open_room").length).toBe(1);
    expect(peer.frames("resume").at(-1)?.cursors["room:general"]).toEqual({ epoch: "e1", seq: 2 });
  });

  test("a gap is filled by asking for it", async () => {
    peer.memory = 0;
    const client = await meeting.online();
    const room = client.room("general");
    await room.open();
    peer.cut();
    const log = peer.log("general");
    for (let i = 0; i < 400; i += 1) log.post("bo", `${i}`);
    await meeting.comeBack(client);
    await until(room.timeline, ({ isBehind, rows }) => !isBehind && rows.length === 401);

    expect(room.timeline.get().holes).toEqual([]);
    expect(peer.frames("load_history").length).toBe(2);
  });

  test("a frame that got lost on the way is asked for", async () => {
    const room = (await meeting.online()).room("general");
    await room.open();
    peer.log("general").post("bo", "lost");
    peer.post("general", "bo", "arrives");

    await shows(room, "lost", "arrives");
  });

  test("what was let go is read again when somebody wants it, and nothing that comes meanwhile is lost", async () => {
    const room = (await meeting.online()).room("general");
    await room.open();
    for (const text of ["1", "2", "3", "4"]) peer.post("general", "bo", text);
    await shows(room, "1", "2", "3", "4");
    const third = room.timeline.get().rows.at(-2);
    room.letGo(third?.kind === "message" ? (third.seq ?? 0) : 0);

    expect(texts(room)).toEqual(["3", "4"]);
    expect(room.timeline.get()).toMatchObject({ isBehind: false, reachesStart: false, holes: [] });
    peer.post("general", "bo", "5");
    await shows(room, "3", "4", "5");
    expect(peer.frames("load_history")).toEqual([]);
    await room.loadBefore();
    await shows(room, "1", "2", "3", "4", "5");
    expect(room.timeline.get().reachesStart).toBe(true);
  });

  test("a log of another epoch replaces what was held", async () => {
    const client = await meeting.online();
    const room = client.room("general");
    await room.open();
    peer.post("general", "bo", "old");
    await shows(room, "old");
    peer.cut();
    const restored = new RoomLog("general", "e2");
    restored.post("bo", "new");
    peer.replaceLog(restored);
    await meeting.comeBack(client);

    await shows(room, "new");
  });

  test("resumes many rooms in as few frames as the limits allow", async () => {
    peer.limits = { ...peer.limits, resumeCursors: 3 };
    const client = await meeting.online();
    const rooms = Array.from({ length: 7 }, (_, i) => client.room(`room ${i}`));
    await Promise.all(rooms.map((room) => room.open()));
    peer.cut();
    await meeting.comeBack(client);
    await Promise.all(rooms.map((room) => until(room.watch, ({ name }) => name === "watching")));

    const frames = peer
      .frames("resume")
      .slice(1)
      .map(({ cursors }) => Object.keys(cursors).length);
    expect(frames).toEqual([3, 3, 2]);
  });

  test("is watched until the last one closes it, and is quick to return", async () => {
    const room = (await meeting.online()).room("general");
    await Promise.all([room.open(), room.open()]);
    room.close();
    expect(room.watch.get().name).toBe("watching");
    room.close();
    await peer.until(() => peer.frames("close_view").length === 1);
    peer.log("general").post("bo", "unseen");
    await room.open();

    expect(texts(room)).toEqual(["unseen"]);
    expect(peer.frames("open_room")[1]).toEqual({ room: "general", after: { epoch: "e1", seq: 1 } });
  });

  test("tells that it was refused, or that one was removed, and opens again when one is let in", async () => {
    const client = await meeting.online();
    const room = client.room("general");
    await room.open();
    peer.closeView("general");
    await until(room.watch, ({ name }) => name === "refused");
    expect(room.watch.get()).toEqual({ name: "refused", code: "not_a_member", message: "You were removed." });

    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 1, no: 0 } });
    await until(room.watch, ({ name }) => name === "watching");
  });

  test("an old message is read beside the new ones", async () => {
    const log = peer.log("general");
    for (let i = 0; i < 600; i += 1) log.post("bo", `${i}`);
    const room = (await meeting.online()).room("general");
    await room.open();
    await room.loadAround(100);
    peer.post("general", "bo", "new");
    await until(room.timeline, ({ rows }) => rows.some((row) => row.kind === "message" && row.message.text === "new"));

    const { rows, holes, isBehind } = room.timeline.get();
    expect(rows.some((row) => row.kind === "message" && row.seq === 100)).toBe(true);
    expect(holes).toEqual([{ from: 200, to: 551 }]);
    expect(isBehind).toBe(false);
    await room.loadBefore(552);
    await room.loadAfter(199);
    expect(room.timeline.get().holes).toEqual([{ from: 250, to: 501 }]);
  });

  test("typing is shown until it runs out, and sent no more often than needed", async () => {
    const room = (await meeting.online()).room("general");
    await room.open();
    peer.signal({ stream: "room:general", kind: "typing", user: "bo", name: "Bo", on: true });
    await until(room.typists, ({ length }) => length === 1);
    clock.advance(3_000);
    expect(room.typists.get()).toEqual([]);

    for (let i = 0; i < 20; i += 1) {
      room.typing();
      clock.advance(100);
    }
    room.typing(false);
    await peer.until(() => peer.frames("typing").some(({ on }) => !on));
    expect(peer.frames("typing").map(({ on }) => on)).toEqual([true, true, false]);
  });

  test("typing is not sent to a room whose kind has none of it", async () => {
    const client = await meeting.online();
    const [quiet, lively] = [client.room("quiet"), client.room("lively")];
    peer.log("quiet").append("ana", { type: "kind_changed", data: { kind: { ...COMMUNITY, typing: false } } });
    for (const room of [quiet, lively]) await room.open();
    quiet.typing();
    quiet.typing(false);
    lively.typing();
    await peer.until(() => peer.frames("typing").length > 0);

    expect(peer.frames("typing").map(({ room }) => room)).toEqual(["lively"]);
  });

  test("whose time is up types no longer, also where others are heard of before the timer came", async () => {
    const room = (await meeting.online()).room("general");
    await room.open();
    peer.signal({ stream: "room:general", kind: "typing", user: "bo", name: "Bo", on: true });
    await until(room.typists, ({ length }) => length === 1);
    clock.sleep(3_000);
    peer.signal({ stream: "room:general", kind: "typing", user: "cy", name: "Cy", on: true });
    await until(room.typists, (typists) => typists.some(({ user }) => user === "cy"));
    expect(room.typists.get().map(({ user }) => user)).toEqual(["cy"]);
  });

  test("says who is here, and how far others have read", async () => {
    const room = (await meeting.online()).room("general");
    await room.open();
    const bo = { id: "bo", name: "Bo", status: "online" as const };
    peer.signal({ stream: "room:general", kind: "presence", count: 2, here: [bo] });
    peer.signal({ stream: "room:general", kind: "read", user: "bo", seq: 7 });
    await until(room.receipts, ({ size }) => size === 1);

    expect(room.presence.get()).toEqual({ count: 2, people: [bo] });
    expect(room.receipts.get().get("bo")).toBe(7);
  });

  test("says what one may do, with the server's rule", async () => {
    const log = peer.log("general");
    const room = (await meeting.online()).room("general");
    expect(room.can({ do: "send" })).toMatchObject({ ok: false });
    await room.open();
    expect(room.can({ do: "send" })).toMatchObject({ ok: false, code: "not_a_member" });
    peer.say("general", [log.join("ana")]);
    await until(room.state, (now) => now?.memberCount === 1);

    expect(room.can({ do: "send" })).toEqual({ ok: true });
  });

  test("[ACCESS-8] says that one may not what the token does not let one do, whatever the role allows", async () => {
    const log = peer.log("general");
    peer.only = ["message.react"];
    const room = (await meeting.online()).room("general");
    await room.open();
    peer.say("general", [log.join("ana")]);
    await until(room.state, (now) => now?.memberCount === 1);

    expect(room.can({ do: "send" })).toMatchObject({ ok: false, code: "not_allowed" });
    expect(room.can({ do: "react", message: { name: "Bo", no: 1, text: "hello" } })).toEqual({ ok: true });
  });
});

describe("unread", () => {
  test("is counted, divided where one stopped, and goes when it is read", async () => {
    const log = peer.log("general");
    for (const text of ["1", "2", "3"]) log.post("bo", text);
    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 2, no: 1 } });
    const client = await meeting.online();
    await until(client.rooms, (rooms) => rooms.length === 1);
    expect(client.rooms.get()[0]).toMatchObject({ room: "general", title: "A room", unread: 2 });

    const room = client.room("general");
    await room.open();
    peer.post("general", "bo", "4");
    await shows(room, "1", "2", "3", "4");
    expect(client.rooms.get()[0]).toMatchObject({ unread: 3 });
    expect(room.timeline.get().divider).toEqual({ after: 2, unread: 2 });

    room.markRead();
    room.markRead(3);
    expect(client.rooms.get()[0]).toMatchObject({ unread: 0 });
    await peer.until(() => peer.frames("mark_read").length === 1);
    expect(peer.frames("mark_read")).toEqual([{ room: "general", seq: 5 }]);
    expect(room.timeline.get().divider).toEqual({ after: 2, unread: 2 });
  });

  test("goes on in rooms that are not open", async () => {
    peer.log("general").post("bo", "1");
    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 2, no: 1 } });
    const client = await meeting.online();
    await until(client.rooms, (rooms) => rooms.length === 1);

    peer.raw(
      JSON.stringify({
        type: "signal",
        payload: { stream: "room:general", kind: "news", messageCount: 4, lastMessageAt: 9 },
      }),
    );
    await until(client.rooms, ([room]) => room?.unread === 3 && room.lastMessageAt === 9);
  });

  test("read on another device is read here", async () => {
    peer.log("general").post("bo", "1");
    peer.inbox("ana", { type: "room_added", data: { room: "general", seq: 1, no: 0 } });
    const client = await meeting.online();
    await until(client.rooms, (rooms) => rooms[0]?.unread === 1);
    peer.inbox("ana", { type: "read_marked", data: { room: "general", read: { seq: 2, no: 1 } } });

    await until(client.rooms, (rooms) => rooms[0]?.unread === 0);
  });
});
