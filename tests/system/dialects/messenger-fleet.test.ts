import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type DeskChat,
  DeskClient,
  type DeskMessage,
  deskRest,
  organizerHeader,
  participantHeader,
} from "../../support/desk-client.ts";
import { OwnFleet } from "../../support/fleet.ts";
import type { Server } from "../../support/server.ts";
import { wireTo } from "../../support/wire.ts";

let fleet: OwnFleet;
let one: Server;
let other: Server;
const clients: DeskClient[] = [];
beforeAll(async () => {
  fleet = await OwnFleet.start();
  [one, other] = await Promise.all([fleet.server(), fleet.server()]);
}, 60_000);
afterAll(async () => {
  for (const client of clients) client.close();
  await fleet[Symbol.asyncDispose]();
}, 60_000);

async function client({ url }: { url: string }, header: string, isFrontEnd = false): Promise<DeskClient> {
  const connected = await DeskClient.connect({ url, header, isFrontEnd });
  clients.push(connected);
  // An answer says that it is signed in, so that what happens from now on is heard.
  connected.say("get_chats");
  await connected.next("chats");
  return connected;
}

const askForHelp = (server: Server, id: string, agencyId: number) =>
  deskRest(server.url, participantHeader(id, { agencyId }), "POST", "/chat-requests", {
    eventId: 1,
    description: "Help",
  });

const contents = (messages: readonly DeskMessage[] | undefined) => messages?.map(({ content }) => content);

test("[messenger Scale] two tabs of one person on two servers hear the same, in one order", async () => {
  const bound = { agencyId: 1, scope: "server" };
  const desks = [
    await client(one, organizerHeader("1", bound)),
    await client(other, organizerHeader("1", bound)),
  ] as const;
  const phones = [
    await client(other, participantHeader("2", bound)),
    await client(one, participantHeader("2", bound)),
  ] as const;
  const all = [...desks, ...phones];
  expect((await askForHelp(other, "2", 1)).status).toBe(200);
  expect((await askForHelp(one, "2", 1)).status).toBe(400);
  desks[0].say("start_chat");
  const chats = await Promise.all(all.map((each) => each.next<DeskChat>("new_chat")));
  for (const chat of chats) expect(chat).toEqual(chats[0]!);

  const { id: chatId } = chats[0]!;
  for (let n = 0; n < 40; n++) all[n % 4]!.say("send_message", { chatId, message: `${n}` });
  for (const each of all) await each.until(() => each.payloads("user_message").length === 41);
  const first = contents(all[0]!.payloads<DeskMessage>("user_message"));
  expect(new Set(first)).toEqual(
    new Set(["Problem description: Help", ...Array.from({ length: 40 }, (_, n) => `${n}`)]),
  );
  for (const each of all) expect(contents(each.payloads<DeskMessage>("user_message"))).toEqual(first);

  desks[1].say("close_chat", { chatId });
  for (const each of all) expect(await each.next("closed_chat")).toEqual({ chatId });
}, 60_000);

test("[messenger Scale] [messenger 4] organizers on two servers never get the same request", async () => {
  const requests = 20;
  for (let n = 0; n < requests; n++) await askForHelp(n % 2 === 0 ? one : other, `pat ${n}`, 2);
  const desks = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      client(n % 2 === 0 ? one : other, organizerHeader(`olga ${n}`, { agencyId: 2 })),
    ),
  );
  // More than there are, so that everybody comes to the end.
  for (let turn = 0; turn < 4; turn++) for (const desk of desks) desk.say("start_chat");
  const answered = (desk: DeskClient) =>
    desk.payloads("new_chat").length + desk.payloads("info").length + desk.payloads("error").length;
  for (const desk of desks) await desk.until(() => answered(desk) >= 4);
  const taken = desks.flatMap((desk) => desk.payloads<DeskChat>("new_chat"));
  expect(desks.flatMap((desk) => desk.payloads("error"))).toEqual([]);
  expect(taken).toHaveLength(requests);
  expect(new Set(taken.map(({ id }) => id)).size).toBe(requests);
}, 60_000);

test("[messenger Scale] [messenger Reconnect] who comes back to another server misses nothing", async () => {
  const bound = { agencyId: 3, scope: "server" };
  const desk = await client(one, organizerHeader("5", bound));
  await askForHelp(one, "6", 3);
  desk.say("start_chat");
  const { id: chatId } = await desk.next<DeskChat>("new_chat");
  const wire = await wireTo(one.url);
  const front = await client(wire, participantHeader("6", bound), true);
  const has = (content: string) => front.until(() => front.messages.get(chatId)?.at(-1)?.content === content);
  desk.say("send_message", { chatId, message: "0" });
  await has("0");
  wire.swallow();
  desk.say("send_message", { chatId, message: "1" });
  await desk.next<DeskMessage>("user_message", ({ content }) => content === "1");
  front.goesTo(other.url);
  wire.cut();
  desk.say("send_message", { chatId, message: "2" });
  await has("2");
  desk.say("send_message", { chatId, message: "3" });
  await has("3");
  expect(contents(front.messages.get(chatId))).toEqual(["Problem description: Help", "0", "1", "2", "3"]);
  await wire.end();
}, 60_000);
