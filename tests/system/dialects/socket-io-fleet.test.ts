import { PAGE_CHANGE_MS } from "@parlor/rules";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { type CoachedPage, lobbyPage, type Message, newTopic } from "../../support/coached-page.ts";
import { FieldClient } from "../../support/field-client.ts";
import { OwnFleet } from "../../support/fleet.ts";
import { metricOf } from "../../support/metrics.ts";
import type { Server } from "../../support/server.ts";
import { serverToken, tokenOf } from "../../support/tokens.ts";
import { until } from "../../support/until.ts";

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
  // At once, when the other server does not know yet that her browser is on its next page.
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

test("[coached] who comes to the lobby and leaves it is told on both servers, with the rooms that there are", async () => {
  const topic = newTopic();
  const [ben, cleo] = [await lobbyPage("client", { url: other.url }), await lobbyPage("client", { url: one.url })];
  const hearsOf = (page: CoachedPage, name: string, id: number) =>
    page.lobby.next<Visit>(name, ({ user_id: user }) => user === id);
  const ana = await lobbyPage("assistant", { url: one.url, interests: [topic] });
  const online = { user_id: ana.id, name: ana.name, role: "1", username_key: `username:${ana.name}1`, online: true };
  for (const page of [ben, cleo]) expect(await hearsOf(page, "connected", ana.id)).toMatchObject(online);
  await ben.roomIs(`${topic}:${ana.id}`, () => true);

  ana.lobby.say("log_out");
  for (const page of [ben, cleo]) {
    const { rooms, ...offline } = await hearsOf(page, "disconnected", ana.id);
    expect(offline).toMatchObject({ ...online, online: false });
    if (page === cleo) expect(rooms).not.toContain(topic);
  }
  const dan = await lobbyPage("client", { url: other.url });
  expect(await hearsOf(cleo, "connected", dan.id)).toMatchObject({ name: dan.name, role: "0", online: true });
  dan.close();
  expect(await hearsOf(cleo, "disconnected", dan.id)).toMatchObject({ name: dan.name, online: false });
  // Each once: a server that tells the others does not hear it from them.
  const told = (page: CoachedPage, id: number) =>
    page.lobby.heard.flatMap(({ name, payload }) => ((payload as Visit).user_id === id ? name : []));
  for (const page of [ben, cleo]) expect(told(page, ana.id)).toEqual(["connected", "disconnected"]);
  for (const page of [ana, ben, cleo]) page.close();
}, 60_000);

test("[coached] who has the lobby open on two servers and closes one of them has not left", async () => {
  const watchers = [await lobbyPage("client", { url: other.url }), await lobbyPage("client", { url: one.url })];
  const dan = await lobbyPage("client", { url: one.url });
  const again = await lobbyPage("client", { url: other.url, id: dan.id });
  const told = (page: CoachedPage) =>
    page.lobby.heard.flatMap(({ name, payload }) => ((payload as Visit).user_id === dan.id ? name : []));
  for (const page of watchers) await page.lobby.until(() => told(page).length >= 2);

  const open = await metricOf(one, "parlor_connections");
  dan.close();
  await until(async () => (await metricOf(one, "parlor_connections")) < open);
  // Whoever hears of somebody who came later would have heard of the closed one.
  const eve = await lobbyPage("client", { url: one.url });
  for (const page of watchers) await page.lobby.next<Visit>("connected", ({ user_id: id }) => id === eve.id);
  for (const page of watchers) expect(told(page)).toEqual(["connected", "connected"]);
  again.close();
  for (const page of watchers) await page.lobby.next<Visit>("disconnected", ({ user_id: id }) => id === dan.id);
  for (const page of watchers) expect(told(page)).toEqual(["connected", "connected", "disconnected"]);
  for (const page of [eve, ...watchers]) page.close();
}, 60_000);

test("[coached 2] [SEAT-3] who is between two pages keeps the seat on the other server too", async () => {
  for (let isTooSlow = true; isTooSlow;) {
    const topic = newTopic();
    const [ben, cleo] = [await lobbyPage("client", { url: other.url }), await lobbyPage("client", { url: one.url })];
    const ana = await lobbyPage("assistant", { url: one.url, interests: [topic] });
    const hers = `${topic}:${ana.id}`;
    await ben.roomIs(hers, () => true);
    ana.lobby.say("join_room", { user_id: ana.id, role: 1, room_id: hers });
    await ana.lobby.next("redirect");
    await ben.roomIs(hers, ({ has_assistant: sits }) => sits);
    const leftAt = performance.now();
    ana.close();
    await cleo.lobby.next<Visit>("disconnected", ({ user_id: id }) => id === ana.id);
    // Whoever hears of somebody who came later is on a server that knows that she has no connection.
    const dan = await lobbyPage("client", { url: one.url });
    await ben.lobby.next<Visit>("connected", ({ user_id: id }) => id === dan.id);
    ben.lobby.say("join_room", { user_id: ben.id, role: 0, room_id: hers });
    const answered = () => ben.lobby.heard.find(({ name }) => name === "redirect" || name === "room-full");
    await ben.lobby.until(() => answered() !== undefined);
    isTooSlow = performance.now() - leftAt > PAGE_CHANGE_MS;
    if (!isTooSlow) {
      expect(answered()?.name).toBe("redirect");
      await ben.toRoom(hers);
      expect(await ben.chat.next<{ room_status: boolean }>("show-history")).toMatchObject({ room_status: false });
      await ana.toRoom(hers);
      const token = `${topic.replaceAll(" ", "")}:none:${ana.id}:${ben.id}`;
      for (const { chat } of [ana, ben]) expect(await chat.next<string>("private-room-id")).toBe(token);
    }
    for (const page of [ana, ben, cleo, dan]) page.close();
  }
}, 60_000);

interface Visit {
  readonly user_id: number;
  readonly rooms: string;
}
