import { expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../support/chatter.ts";
import { FileServer } from "../support/file-server.ts";
import { logOf } from "../support/log-of.ts";
import { serverToken } from "../support/tokens.ts";

setDefaultTimeout(60_000);

const server = FileServer.forThisFile({ env: { CHAT_TYPING_TIMEOUT: "500" } });

const as = (user: string) => Chatter.as(server.door, user);
const leave = (...chatters: Chatter[]) => Promise.all(chatters.map((chatter) => chatter.leave()));
const send = (chatter: Chatter, room: string, text: string, mentions: string[] = []) =>
  chatter.ask("send_message", { room, key: newKey(), text, mentions });

let rooms = 0;
/** A room of all these people, which all their connections watch. */
async function together(...chatters: Chatter[]): Promise<string> {
  const backEnd = await Chatter.hello(server.door, serverToken());
  const room = `room-${++rooms}`;
  await backEnd.ask("create_room", { key: newKey(), room, kind: "community" });
  for (const chatter of chatters) await chatter.ask("open_room", { room });
  await backEnd.leave();
  return room;
}

test.concurrent("[DEVICES-1] [DEVICES-2] every device gets every event, one's own too, and the answer goes to the one that asked", async () => {
  const [phone, laptop, ben] = [await as("ana"), await as("ana"), await as("ben")];
  const room = await together(phone, laptop, ben);
  const { seq } = await send(phone, room, "hello");
  const hears = ({ seq: heard }: { seq: number }) => heard === seq;
  for (const chatter of [phone, laptop, ben]) await chatter.until(() => chatter.events(`room:${room}`).some(hears));

  await phone.refused("delete_message", { room, key: newKey(), seq: 1 });
  for (const chatter of [phone, laptop, ben]) await chatter.settled();
  const answers = (chatter: Chatter) =>
    chatter.frames.filter(({ type }) => type === "reply" || type === "refusal").length;
  // hello, open_room, settled; and for the phone what it asked besides.
  expect([phone, laptop, ben].map(answers)).toEqual([5, 3, 3]);
  await leave(phone, laptop, ben);
});

test.concurrent("[DEVICES-3] [DEVICES-6] a read marker reaches every device, only moves forward, and counts what is unread", async () => {
  const [phone, laptop, ben] = [await as("ana"), await as("ana"), await as("ben")];
  const room = await together(phone, laptop, ben);
  for (const device of [phone, laptop]) await device.ask("resume", { cursors: { "inbox:ana": null } });
  const seqs: number[] = [];
  for (let count = 0; count < 5; count++) seqs.push((await send(ben, room, `${count}`)).seq);
  const unread = async (device: Chatter) => {
    const summary = (await device.ask("list_rooms", {})).rooms.find((one) => one.room === room)!;
    return summary.messageCount - summary.read!.no;
  };
  const markers = (device: Chatter) =>
    device
      .events("inbox:ana")
      .flatMap(({ type, data }) => (type === "read_marked" && data["room"] === room ? [data["read"]] : []));
  expect([await unread(phone), await unread(laptop)]).toEqual([5, 5]);

  expect(await phone.ask("mark_read", { room, seq: seqs[2]! })).toEqual({ seq: seqs[2]!, no: 3 });
  await laptop.until(() => markers(laptop).length === 1);
  expect([await unread(phone), await unread(laptop)]).toEqual([2, 2]);

  // Back, and the same again: nothing happens. Beyond the head: up to the head.
  expect(await laptop.ask("mark_read", { room, seq: seqs[0]! })).toEqual({ seq: seqs[2]!, no: 3 });
  expect(await laptop.ask("mark_read", { room, seq: seqs[2]! })).toEqual({ seq: seqs[2]!, no: 3 });
  expect(await laptop.ask("mark_read", { room, seq: 1_000_000 })).toEqual({ seq: seqs[4]!, no: 5 });
  await phone.until(() => markers(phone).length === 2);
  expect(markers(phone)).toEqual([
    { seq: seqs[2]!, no: 3 },
    { seq: seqs[4]!, no: 5 },
  ]);
  expect([await unread(phone), await unread(laptop)]).toEqual([0, 0]);
  await send(ben, room, "one more");
  expect(await unread(phone)).toBe(1);
  await leave(phone, laptop, ben);
});

test.concurrent("[DEVICES-3] two devices that mark at once end with the higher marker", async () => {
  const [phone, laptop] = [await as("ana"), await as("ana")];
  const room = await together(phone, laptop);
  const seqs: number[] = [];
  for (let count = 0; count < 6; count++) seqs.push((await send(phone, room, `${count}`)).seq);
  await Promise.all(
    [5, 0, 3, 1, 4, 2].map((place, index) =>
      (index % 2 ? phone : laptop).ask("mark_read", { room, seq: seqs[place]! }),
    ),
  );
  const { rooms: mine } = await phone.ask("list_rooms", {});
  expect(mine.find((one) => one.room === room)?.read).toEqual({ seq: seqs[5]!, no: 6 });
  await leave(phone, laptop);
});

test.concurrent("[DEVICES-7] whom a message names finds it in their inbox until it is read; a stranger does not", async () => {
  const [ana, ben, stranger] = [await as("ana"), await as("ben"), await as("stranger")];
  const room = await together(ana, ben);
  for (const one of [ben, stranger, ana])
    await one.ask("resume", { cursors: { [`inbox:${one === ben ? "ben" : one === ana ? "ana" : "stranger"}`]: null } });
  const { seq } = await send(ana, room, "you, me and you", ["ben", "ana", "stranger", "ben"]);
  await ben.until(() => ben.events("inbox:ben").some(({ type }) => type === "mentioned"));
  const mentioned = ben.events("inbox:ben").filter(({ type }) => type === "mentioned");
  expect(mentioned.map(({ data }) => data)).toEqual([{ room, seq, by: "ana" }]);
  await Promise.all([ana.settled(), stranger.settled()]);
  expect(ana.events("inbox:ana").filter(({ type }) => type === "mentioned")).toEqual([]);
  expect(stranger.events("inbox:stranger")).toEqual([]);

  const waiting = async () => (await ben.ask("list_rooms", {})).rooms.find((one) => one.room === room)?.mentions;
  expect(await waiting()).toBe(1);
  await ben.ask("mark_read", { room, seq });
  expect(await waiting()).toBe(0);
  await leave(ana, ben, stranger);
});

const gone = (chatter: Chatter, room: string) =>
  chatter
    .signals("presence")
    .flatMap((signal) => (signal.kind === "presence" && signal.stream === `room:${room}` ? (signal.gone ?? []) : []));
const here = (chatter: Chatter, room: string) =>
  chatter
    .signals("presence")
    .flatMap((signal) =>
      signal.kind === "presence" && signal.stream === `room:${room}` ? (signal.here ?? []).map(({ id }) => id) : [],
    );

test.concurrent("[DEVICES-4] who loses a connection is gone after a while, unless another is there or they are back", async () => {
  const witness = await as("witness");
  const [phone, laptop] = [await as("two devices"), await as("two devices")];
  const wanderer = await as("wanderer");
  const room = await together(witness, phone, laptop, wanderer);
  await witness.until(() => here(witness, room).includes("wanderer"));

  await leave(phone, wanderer);
  const back = await as("wanderer");
  await back.ask("open_room", { room });
  // Lost later than the others, so whoever of those were to go would be gone before.
  const last = await as("last");
  await last.ask("open_room", { room });
  await witness.until(() => here(witness, room).includes("last"));
  await last.leave();
  await witness.until(() => gone(witness, room).includes("last"));
  expect(gone(witness, room)).toEqual(["last"]);
  const { presence } = await witness.ask("get_room", { room });
  expect(presence.people?.map(({ id }) => id).toSorted()).toEqual(["two devices", "wanderer", "witness"]);

  await laptop.leave();
  await witness.until(() => gone(witness, room).includes("two devices"));
  // Closing the room is leaving on purpose: no grace.
  await back.ask("close_view", { room });
  await witness.until(() => gone(witness, room).includes("wanderer"));
  expect((await witness.ask("get_room", { room })).presence.count).toBe(1);
  await leave(witness, back);
});

test.concurrent("[DEVICES-4] a person is away only when all their devices are", async () => {
  const witness = await as("witness");
  const [phone, laptop] = [await as("busy"), await as("busy")];
  const room = await together(witness, phone, laptop);
  const status = async () =>
    (await witness.ask("get_room", { room })).presence.people?.find(({ id }) => id === "busy")?.status;
  await phone.ask("set_status", { status: "away" });
  expect(await status()).toBe("online");
  await laptop.ask("set_status", { status: "away" });
  expect(await status()).toBe("away");
  await phone.ask("set_status", { status: "online" });
  expect(await status()).toBe("online");
  await leave(witness, phone, laptop);
});

const typing = (chatter: Chatter) =>
  chatter.signals("typing").map((signal) => signal.kind === "typing" && [signal.user, signal.on]);

test.concurrent("[DEVICES-5] typing is told to the others, not to the typist, and ends by itself", async () => {
  const [ana, ben] = [await as("ana"), await as("ben")];
  const room = await together(ana, ben);
  await ana.ask("typing", { room });
  await ana.ask("typing", { room });
  await ben.until(() => typing(ben).length === 2);
  expect(typing(ben)).toEqual([
    ["ana", true],
    ["ana", false],
  ]);
  await ana.settled();
  expect(typing(ana)).toEqual([]);

  // A message ends it at once.
  await ana.ask("typing", { room });
  await send(ana, room, "there");
  await ben.until(() => typing(ben).length === 4);
  expect(typing(ben).slice(2)).toEqual([
    ["ana", true],
    ["ana", false],
  ]);
  await leave(ana, ben);
});

test.concurrent("[DEVICES-5] who goes away while typing stops typing for the others", async () => {
  const [ana, ben] = [await as("ana"), await as("ben")];
  const room = await together(ana, ben);
  await ana.ask("typing", { room });
  await ana.leave();
  await ben.until(() => typing(ben).length === 2);
  expect(typing(ben)).toEqual([
    ["ana", true],
    ["ana", false],
  ]);
  await ben.leave();
});

test.concurrent("typing is told by nobody who may not send, and to nobody who does not watch", async () => {
  const [ana, ben, outsider] = [await as("ana"), await as("ben"), await as("outsider")];
  const room = await together(ana, ben);
  await outsider.ask("typing", { room });
  await ben.ask("close_view", { room });
  await ana.ask("typing", { room });
  await Promise.all([ana, ben, outsider].map((one) => one.settled()));
  expect([typing(ana), typing(ben), typing(outsider)]).toEqual([[], [], []]);
  await leave(ana, ben, outsider);
});

test.concurrent("[ONCE-5] what is so already is answered as done and adds no event", async () => {
  const ana = await as("ana");
  const room = await together(ana);
  const { seq } = await send(ana, room, "hello");
  const react = (on: boolean) => ana.ask("react", { room, key: newKey(), seq, emoji: "👍", on });
  await react(false);
  const before = await logOf(server.door, room);
  await ana.ask("join_room", { room, key: newKey() });
  await ana.ask("open_room", { room });
  await ana.ask("edit_message", { room, key: newKey(), seq, text: "hello" });
  await react(false);
  expect(await logOf(server.door, room)).toEqual(before);

  await react(true);
  await react(true);
  expect((await logOf(server.door, room)).length).toBe(before.length + 1);
  await ana.ask("leave_room", { room, key: newKey() });
  await ana.ask("leave_room", { room, key: newKey() });
  expect((await logOf(server.door, room)).length).toBe(before.length + 2);
  await ana.leave();
});

test.concurrent("[RESUME-3] a cursor of another log, or from beyond the head, is answered with a reset", async () => {
  const ana = await as("ana");
  const room = await together(ana);
  await send(ana, room, "hello");
  const { epoch, head } = await ana.ask("open_room", { room });
  const stream = `room:${room}`;
  for (const cursor of [
    { epoch: "another", seq: 2 },
    { epoch, seq: head + 1 },
    { epoch, seq: Number.MAX_SAFE_INTEGER },
  ]) {
    const from = ana.frames.length;
    await ana.ask("resume", { cursors: { [stream]: cursor } });
    const { payload } = await ana.find("resumed", () => true, from);
    expect(payload.streams[0]).toMatchObject({ status: "reset", epoch, head, state: { id: room, messageCount: 1 } });
  }
  const from = ana.frames.length;
  await ana.ask("resume", { cursors: { [stream]: { epoch, seq: head } } });
  expect((await ana.find("resumed", () => true, from)).payload.streams[0]).toMatchObject({
    status: "events",
    events: [],
  });
  await ana.leave();
});
