import { describe, expect, test } from "bun:test";
import {
  type DeskChat,
  type DeskMessage,
  deskRest,
  organizerHeader,
  participantHeader,
} from "../../support/desk-client.ts";
import { contents, DeskServer, RFC_3339 } from "../../support/desk-server.ts";

const server = DeskServer.forThisFile();
const { organizer, participant, askForHelp, newAgency, chatting } = server;

test("[messenger 1] one's running chats come newest first, and those of nobody else", async () => {
  const { agencyId, olga, pat } = newAgency();
  const desk = await organizer(olga, { agencyId });
  const ids: string[] = [];
  for (const id of [pat, pat + 1_000, pat + 2_000]) {
    await askForHelp(id, {}, { agencyId });
    desk.say("start_chat");
    ids.push((await desk.next<DeskChat>("new_chat")).id);
  }
  desk.say("close_chat", { chatId: ids[1] });
  await desk.next("closed_chat");
  for (const payload of ["", undefined, null, 7, { any: "thing" }]) {
    desk.say("get_chats", payload);
    const { chats } = await desk.next<{ chats: DeskChat[] }>("chats");
    expect(chats.map(({ id }) => id)).toEqual([ids[2]!, ids[0]!]);
  }
  const other = await organizer(olga + 1_000, { agencyId });
  other.say("get_chats");
  expect(await other.next("chats")).toEqual({ chats: [] });
});

test("[messenger 2] the whole history comes, oldest first", async () => {
  const { desk, phone, chat } = await chatting("My shoe is gone");
  const chatId = chat.id;
  for (let n = 0; n < 5; n++) {
    const speaker = n % 2 === 0 ? desk : phone;
    speaker.say("send_message", { chatId, message: `${n}` });
    await phone.next<DeskMessage>("user_message", ({ content }) => content === `${n}`);
  }
  phone.say("get_chat_history", { chatId });
  const history = await phone.next<{ chatId: string; messages: DeskMessage[] }>("chat_history");
  expect(history.chatId).toBe(chatId);
  expect(contents(history.messages)).toEqual(["Problem description: My shoe is gone", "0", "1", "2", "3", "4"]);
});

test("[messenger 3] what is said goes to both, as it was typed; a place is the participant's alone", async () => {
  const { desk, phone, chat, olga, pat } = await chatting();
  const message = `<img src=x onerror="alert(1)"> & "quotes" \\ 🙂\n`;
  phone.say("send_message", { chatId: chat.id, message, lat: 52.123456789, lng: -21.000001 });
  const said = await desk.next<DeskMessage>("user_message");
  expect(said).toEqual({
    id: expect.any(String) as string,
    chatId: chat.id,
    authorId: pat,
    fromOrganizer: 0,
    content: message,
    timeSent: expect.stringMatching(RFC_3339) as string,
    lat: 52.12346,
    lng: -21,
  });
  desk.say("send_message", { chatId: chat.id, message: "Where?", lat: 1, lng: 2 });
  const answer = await phone.next<DeskMessage>("user_message", ({ content }) => content === "Where?");
  expect(answer).toMatchObject({ authorId: olga, fromOrganizer: 1 });
  expect(answer).not.toHaveProperty("lat");
  phone.say("send_message", { chatId: chat.id, message: "I do not know.", lat: null, lng: null });
  expect(await desk.next<DeskMessage>("user_message", ({ authorId }) => authorId === pat)).not.toHaveProperty("lng");
});

describe("[messenger 4] start_chat", () => {
  test("takes the oldest request of the agency's queue, and says so when there is none", async () => {
    const { agencyId, olga, pat } = newAgency();
    const desk = await organizer(olga, { agencyId });
    for (const eventId of [1, 2]) await askForHelp(pat, { eventId }, { agencyId });
    await askForHelp(pat, { eventId: 3 }, { agencyId: 9_999 });
    for (const eventId of [1, 2]) {
      desk.say("start_chat", null);
      expect(await desk.next("new_chat")).toMatchObject({ eventId, agencyId, participantId: pat });
    }
    desk.say("start_chat");
    expect(await desk.next("info")).toEqual({ message: "no new chats" });
  });

  test("of many organizers at once, each gets another request and the rest get none", async () => {
    const { agencyId, olga, pat } = newAgency();
    for (let n = 0; n < 6; n++) await askForHelp(pat + n * 1_000, {}, { agencyId });
    const desks = await Promise.all(Array.from({ length: 9 }, (_, n) => organizer(olga + n * 1_000, { agencyId })));
    for (const desk of desks) desk.say("start_chat");
    await Promise.all(
      desks.map((desk) => desk.until(() => desk.heard.some(({ type }) => type === "new_chat" || type === "info"))),
    );
    const chats = desks.flatMap((desk) => desk.payloads<DeskChat>("new_chat"));
    expect(new Set(chats.map(({ id }) => id)).size).toBe(6);
    expect(new Set(chats.map(({ participantId }) => participantId)).size).toBe(6);
    expect(desks.flatMap((desk) => desk.payloads("info"))).toHaveLength(3);
  });

  test("whose event it is, the participant's token says; a request of nobody's is any organizer's", async () => {
    const { agencyId, olga, pat } = newAgency();
    const desk = await organizer(olga, { agencyId });
    await askForHelp(pat, { eventId: 5 }, { agencies: { 5: agencyId, 6: agencyId + 500_000 } });
    await askForHelp(pat, { eventId: 6 }, { agencies: { 5: agencyId, 6: agencyId + 500_000 } });
    await askForHelp(pat, { eventId: 7 });
    for (const eventId of [5, 7]) {
      desk.say("start_chat");
      const chat = await desk.next<DeskChat>("new_chat");
      expect(chat).toMatchObject({ eventId, agencyId });
      desk.say("close_chat", { chatId: chat.id });
    }
    desk.say("start_chat");
    await desk.next("info");

    const stranger = organizerHeader("77", { agencyId: agencyId + 1_000_000 });
    expect((await deskRest(server.url, stranger, "GET", "/agency/chats")).body).toEqual([]);
    const { body } = await deskRest(server.url, organizerHeader("78", { agencyId }), "GET", "/agency/chats");
    expect((body as DeskChat[]).map(({ eventId }) => eventId)).toEqual([7, 5]);
  });

  test("an organizer with as many chats as they may have gets no more", async () => {
    const { agencyId, olga, pat } = newAgency();
    const desk = await organizer(olga, { agencyId });
    for (let n = 0; n < 21; n++) await askForHelp(pat + n * 1_000, {}, { agencyId });
    for (let n = 0; n < 21; n++) desk.say("start_chat");
    expect(await desk.next("error")).toEqual({ message: "chat could not be created" });
    expect(desk.payloads("new_chat")).toHaveLength(20);
  });
});

test("[messenger 5] [messenger 13] an organizer closes their own chats, and the participant may ask again", async () => {
  const { agencyId, desk, phone, chat, pat, bound } = await chatting("One");
  const again = () => askForHelp(pat, { description: "Two" }, bound);
  expect((await again()).status).toBe(400);

  const other = await organizer(1, { agencyId });
  other.say("close_chat", { chatId: chat.id });
  expect(await other.next("error")).toEqual({ message: `you have no access to chat ${chat.id}` });
  phone.say("close_chat", { chatId: chat.id });
  expect(await phone.next("error")).toEqual({ message: "invalid message type" });

  desk.say("close_chat", { chatId: chat.id });
  for (const one of [desk, phone]) expect(await one.next("closed_chat")).toEqual({ chatId: chat.id });
  desk.say("get_chats");
  expect(await desk.next("chats")).toEqual({ chats: [] });
  expect(await again()).toEqual({ status: 200, body: "" });
});

test("[messenger 6] answers go to who asked, and what happens to all connections of both", async () => {
  const { agencyId, olga, pat } = newAgency();
  const desks = [await organizer(olga, { agencyId }), await organizer(olga, { agencyId })] as const;
  const phones = [await participant(pat, { agencyId }), await participant(pat, { agencyId })] as const;
  const all = [...desks, ...phones];
  await askForHelp(pat, { description: "Help" }, { agencyId });
  desks[0].say("start_chat");
  const { id: chatId } = await desks[0].next<DeskChat>("new_chat");
  phones[0].say("send_message", { chatId, message: "Hello" });
  for (const one of all) await one.next<DeskMessage>("user_message", ({ content }) => content === "Hello");
  desks[0].say("get_chats");
  desks[0].say("get_chat_history", { chatId });
  desks[0].say("start_chat");
  desks[0].say("nothing");
  await desks[0].next("error");
  desks[1].say("close_chat", { chatId });
  for (const one of all) await one.next("closed_chat");

  const happened = ["new_chat", "user_message", "user_message"];
  expect(desks[0].heard.map(({ type }) => type)).toEqual([
    ...happened,
    "chats",
    "chat_history",
    "chat_history",
    "info",
    "error",
    "closed_chat",
  ]);
  for (const one of all.slice(1)) expect(one.heard.map(({ type }) => type)).toEqual([...happened, "closed_chat"]);
});

test("[messenger 7] [messenger 8] a new chat is told to both, then what the problem is; of no words nothing is said", async () => {
  const { agencyId, olga, pat } = newAgency();
  const claims = { agencyId, email: "pat@example.org", phoneNumber: "+48 600 100 200" };
  const desk = await organizer(olga, { agencyId });
  const phone = await participant(pat, claims);
  await askForHelp(
    pat,
    { eventId: 31, description: "My <b>shoe</b> is gone", lat: 50.0646501, lng: 19.9449799 },
    claims,
  );
  desk.say("start_chat");
  const expected = {
    id: expect.any(String) as string,
    agencyId,
    eventId: 31,
    organizerId: olga,
    participantId: pat,
    ended: 0,
    latStart: 50.06465,
    lngStart: 19.94498,
    timeStart: expect.stringMatching(RFC_3339) as string,
    timeEnd: "0001-01-01T00:00:00Z",
    participant: { id: pat, email: "pat@example.org", phoneNumber: "+48 600 100 200" },
  };
  for (const one of [desk, phone]) {
    const [chat, message] = [await one.one(), await one.one()];
    expect(chat).toEqual({ type: "new_chat", payload: expected });
    expect(message).toMatchObject({
      type: "user_message",
      payload: {
        authorId: pat,
        fromOrganizer: 0,
        content: "Problem description: My <b>shoe</b> is gone",
        lat: 50.06465,
      },
    });
  }
  const { participant: _, ...plain } = expected;
  phone.say("get_chats");
  expect(await phone.next("chats")).toEqual({ chats: [plain] });
  desk.say("get_chats");
  expect(await desk.next("chats")).toEqual({ chats: [expected] });

  await askForHelp(pat, { eventId: 32, description: "  " }, claims);
  desk.say("start_chat");
  const { id: chatId } = await phone.next<DeskChat>("new_chat");
  desk.say("send_message", { chatId, message: "Yes?" });
  const first = await phone.next<DeskMessage>("user_message");
  expect([first.chatId, first.content, first.fromOrganizer]).toEqual([chatId, "Yes?", 1]);
});

test("[messenger 8] who has no number has one all the same, the same for everybody and for good", async () => {
  const { agencyId } = newAgency();
  const desk = await organizer("olga@example.org", { agencyId });
  await askForHelp("pat", {}, { agencyId });
  desk.say("start_chat");
  const { organizerId, participantId } = await desk.next<DeskChat>("new_chat");
  const profile = await deskRest(server.url, participantHeader("pat"), "GET", "/profile");
  expect(profile.body).toMatchObject({ id: participantId });
  // Pinned: clients keep these numbers.
  expect([organizerId, participantId]).toEqual([4_747_953_551_942_352, 6_566_216_159_306_075]);
});

test("[messenger 9] what a history held does not come again, and what it did not hold comes after it", async () => {
  const { agencyId } = newAgency();
  const bound = { agencyId, scope: "server" };
  const { desk, chat, pat } = await chatting("", bound);
  const chatId = chat.id;
  // More than the server has in memory, so that it takes a while to read.
  for (let n = 0; n < 300; n++) desk.say("send_message", { chatId, message: `${n}` });
  await desk.next<DeskMessage>("user_message", ({ content }) => content === "299");
  const late = await participant(pat, bound);
  for (let n = 300; n < 400; n++) {
    desk.say("send_message", { chatId, message: `${n}` });
    // One is being read whenever a message comes in.
    if (n % 2 === 0) late.say("get_chat_history", { chatId });
  }
  await desk.next<DeskMessage>("user_message", ({ content }) => content === "399");
  const isLast = ({ content }: DeskMessage | { content?: string }) => content === "399";
  await late.until(() => late.messages.get(chatId)?.some(isLast) ?? false);
  await late.settled();
  const told = new Set<string>();
  for (const { type, payload } of late.heard) {
    if (type === "user_message") {
      const { content } = payload as DeskMessage;
      expect(told.has(content)).toBe(false);
      told.add(content);
    }
    if (type !== "chat_history") continue;
    const held = contents((payload as { messages: DeskMessage[] }).messages) ?? [];
    // A history is everything up to a moment: also what came one by one before it.
    for (const content of told) expect(held).toContain(content);
    for (const content of held) told.add(content);
  }
  expect(contents(late.messages.get(chatId))).toEqual(Array.from({ length: 400 }, (_, n) => `${n}`));
});
