import { afterAll, beforeAll, expect, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { lobbyPage, type Message, newTopic } from "../../support/coached-page.ts";
import { FieldClient } from "../../support/field-client.ts";
import { OwnFleet } from "../../support/fleet.ts";
import type { Server } from "../../support/server.ts";
import { serverToken, tokenOf } from "../../support/tokens.ts";

let fleet: OwnFleet;
let one: Server;
let other: Server;
beforeAll(async () => {
  fleet = await OwnFleet.start();
  [one, other] = await Promise.all([fleet.server(), fleet.server()]);
}, 60_000);
afterAll(() => fleet[Symbol.asyncDispose](), 60_000);

test("people of one room on two servers hear each other in one order, each by a door of their own", async () => {
  const backEnd = await Chatter.hello(one.door, serverToken());
  await backEnd.ask("create_room", { key: newKey(), room: "general", kind: "community" });
  const auth = (name: string) => ({ auth: { token: tokenOf(name.toLowerCase(), { name }) } });
  const fay = await FieldClient.connect(one.url, auth("Fay"));
  fay.say("join_room", { room: "general" });
  await fay.next("room_joined");
  const doc = await FieldClient.connect(other.url, auth("Doc"));
  doc.say("join:cafe", { cafeId: "general" });
  await doc.next("topics:update");
  const nat = await Chatter.as(other.door, "nat", { name: "Nat" });
  await nat.ask("open_room", { room: "general" });
  expect(await fay.next<object>("user_joined", (one) => "user_id" in one && one.user_id === "doc")).toMatchObject({
    user_name: "Doc",
  });

  for (let n = 0; n < 10; n++) {
    fay.say("send_message", { room: "general", message: `fay ${n}` });
    doc.say("message:send", { cafeId: "general", content: `doc ${n}` });
  }
  const fayHears = () => fay.payloads<{ message: string }>("new_message").map(({ message }) => message);
  const docHears = () =>
    doc.payloads<{ message: { content: string } }>("message:new").map(({ message }) => message.content);
  await fay.until(() => fayHears().length >= 20);
  await doc.until(() => docHears().length >= 20);
  await nat.until(() => nat.events("room:general").filter(({ type }) => type === "message_posted").length >= 20);
  const log = nat.events("room:general").filter(({ type }) => type === "message_posted");
  expect(fayHears()).toEqual(log.map(({ data }) => String(data["text"])));
  expect(docHears()).toEqual(fayHears());

  doc.say("typing:start", { cafeId: "general" });
  expect(await fay.next<object>("user_typing")).toMatchObject({ user_name: "Doc", is_typing: true });
  fay.close();
  doc.close();
  await nat.leave();
  await backEnd.leave();
}, 60_000);

test("[coached] an assistant and a client on two servers meet, talk, and part", async () => {
  const topic = newTopic();
  const ben = await lobbyPage("client", { url: other.url });
  const ana = await lobbyPage("assistant", { url: one.url, interests: [topic] });
  const roomId = `${topic}:${ana.id}`;
  await ben.roomIs(roomId, () => true);
  await ana.joinRoom(roomId);
  await ana.chat.next("show-history");
  // Her browser went from page to page. Until the other server knows that she is back, her seat is a ghost's.
  const backEnd = await Chatter.hello(other.door, serverToken());
  const { rooms } = await backEnd.ask("open_lobby", { lobby: "coached" });
  const { room } = rooms.find(({ subject }) => subject === topic)!;
  const { state } = await backEnd.ask("open_room", { room });
  expect(state.members.map(({ id }) => id)).toEqual([`${ana.id}`]);
  for (let here = false; !here;) {
    const { presence } = await backEnd.ask("get_room", { room });
    here = presence.people?.some(({ id }) => id === `${ana.id}`) ?? false;
  }
  await backEnd.leave();
  await ben.joinRoom(roomId);
  const token = `${topic.replaceAll(" ", "")}:none:${ana.id}:${ben.id}`;
  for (const { chat } of [ana, ben]) expect(await chat.next<string>("private-room-id")).toBe(token);
  for (let n = 0; n < 5; n++) {
    ana.say(`ana ${n}`);
    ben.say(`ben ${n}`);
  }
  for (const { chat } of [ana, ben]) await chat.until(() => chat.payloads("message").length >= 10);
  expect(ana.shown()).toEqual(ben.shown());
  expect(new Set(ana.chat.payloads<Message>("message").map(({ from }) => from))).toEqual(new Set([ana.name, ben.name]));
  ben.chat.say("leave", { room_id: roomId });
  expect(await ben.chat.next<object>("redirect")).toEqual({ url: "/chat/lobby", token });
  expect(await ana.chat.next<object>("room-status", (one) => "close" in one)).toEqual({ is_full: false, close: true });
  ana.close();
  ben.close();
}, 60_000);
