import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Chatter, newKey } from "../../support/chatter.ts";
import { lobbyPage, type Message, newTopic } from "../../support/coached-page.ts";
import {
  type DeskChat,
  DeskClient,
  type DeskMessage,
  deskRest,
  organizerHeader,
  participantHeader,
} from "../../support/desk-client.ts";
import { FieldClient } from "../../support/field-client.ts";
import { hears } from "../../support/hears.ts";
import { newFolder, removeFolder, type Server, startServer } from "../../support/server.ts";
import { serverToken, tokenOf } from "../../support/tokens.ts";

// A busy machine takes its time; what waits for nothing is found out all the same.
setDefaultTimeout(60_000);

const ROOM = "general";
const PEOPLE = ["Nat", "Fay", "Doc", "Flo", "Peer"] as const;

let folder: string;
let server: Server;
let nat: Chatter;
let fay: FieldClient;
let doc: FieldClient;
let flo: FieldClient;
let peer: FieldClient;

/** One person per door in one room: native, fitness, both forms of cafe, and the interview's early path. */
beforeAll(async () => {
  folder = await newFolder();
  server = await startServer({ folder });
  const backEnd = await Chatter.hello(server.door, serverToken());
  await backEnd.ask("create_room", { key: newKey(), room: ROOM, kind: "community" });
  await backEnd.leave();
  nat = await Chatter.as(server.door, "nat", { name: "Nat" });
  await nat.ask("open_room", { room: ROOM });

  const client = (name: string) =>
    FieldClient.connect(server.url, { auth: { token: tokenOf(name.toLowerCase(), { name }) } });
  [fay, doc, flo, peer] = [await client("Fay"), await client("Doc"), await client("Flo"), await client("Peer")];
  fay.say("join_room", { room: ROOM });
  await fay.next("room_joined");
  doc.say("join:cafe", { cafeId: ROOM });
  await doc.next("topics:update");
  flo.say("join:cafe", { cafeId: ROOM, userId: "flo" });
  await flo.next("topics:update");
  peer.say("join", { username: "ignored", room: ROOM });
  await peer.next("receive");
});
afterAll(async () => {
  for (const client of [fay, doc, flo, peer]) client.close();
  await nat.leave();
  await server.stop();
  await removeFolder(folder);
});

type Said = [name: string, text: string];

/** Who said what, as each door shows it. */
const natHears = (): Said[] =>
  nat
    .events(`room:${ROOM}`)
    .filter(({ type, data }) => type === "message_posted" && data["text"] !== undefined)
    .map(({ data }) => [String(data["name"]), String(data["text"])]);
const fayHears = (): Said[] =>
  fay
    .payloads<{ user_name: string; message: string }>("new_message")
    .map(({ user_name: name, message }) => [name, message]);
const docHears = (): Said[] =>
  doc
    .payloads<{ message: { username: string; content: string } }>("message:new")
    .map(({ message }) => [message.username, message.content]);
const floHears = (): Said[] =>
  flo
    .payloads<{ userId: string | null; username: string; content: string }>("message:new")
    .filter(({ userId }) => userId !== null)
    .map(({ username, content }) => [username, content]);
const peerHears = (): Said[] =>
  peer
    .payloads<{ username: string; message: string }>("receive")
    .filter(({ username }) => username !== "ChatBot")
    .map(({ username, message }) => [username, message]);

async function allHear(said: readonly Said[]): Promise<void> {
  await nat.until(() => natHears().length >= said.length);
  await fay.until(() => fayHears().length >= said.length);
  await doc.until(() => docHears().length >= said.length);
  await flo.until(() => floHears().length >= said.length);
  await peer.until(() => peerHears().length >= said.length);
  for (const hears of [natHears, fayHears, docHears, floHears, peerHears]) expect(hears()).toEqual([...said]);
}

test("what is said through any door is heard through every door, in one order", async () => {
  const said: Said[] = [];
  const speak: ((text: string) => void)[] = [
    (text) => void nat.ask("send_message", { room: ROOM, key: newKey(), text }),
    (message) => fay.say("send_message", { room: ROOM, message }),
    (content) => doc.say("message:send", { cafeId: ROOM, content }),
    (content) => flo.say("message:send", { cafeId: ROOM, content }),
    (message) => peer.say("send", { room: ROOM, username: "ignored", message }),
  ];
  for (const [n, say] of [...speak, ...speak].entries()) {
    const text = `message ${n}`;
    say(text);
    said.push([PEOPLE[n % PEOPLE.length]!, text]);
    await allHear(said);
  }
});

test("who types through one door is seen typing through the others", async () => {
  fay.say("typing_start", { room: ROOM });
  expect(await doc.next("typing:indicator")).toEqual({ userId: "fay", username: "Fay", isTyping: true });
  expect(await flo.next("typing:indicator")).toEqual({ username: "Fay", cafeId: ROOM });
  await nat.find("signal", ({ payload }) => payload.kind === "typing" && payload.user === "fay" && payload.on);
  await nat.ask("typing", { room: ROOM });
  expect(await fay.next("user_typing")).toEqual({ user_id: "nat", user_name: "Nat", is_typing: true });
  expect(fay.payloads("user_typing")).toHaveLength(1);
});

test("everybody is seen as here, and who leaves is told to all in their words", async () => {
  const { presence } = await nat.ask("get_room", { room: ROOM });
  expect(presence.people?.map(({ name }) => name).toSorted()).toEqual([...PEOPLE].toSorted());

  peer.say("leave", { username: "ignored", room: ROOM });
  expect(await fay.next("user_left")).toMatchObject({ user_id: "peer", message: "Peer left the room" });
  expect(await doc.next("users:update", ({ action }: { action: string }) => action === "leave")).toEqual({
    cafeId: ROOM,
    userCount: 4,
    action: "leave",
    user: { id: "peer", username: "Peer" },
  } as never);
  await flo.next("message:new", ({ content }: { content: string }) => content === "Peer left the chat");
});

test("what is deleted through one door is gone through the others", async () => {
  const { seq, id } = await nat.ask("send_message", { room: ROOM, key: newKey(), text: "never mind" });
  await nat.ask("delete_message", { room: ROOM, key: newKey(), seq });
  for (const client of [doc, flo])
    expect(await client.next("message:deleted")).toEqual({ messageId: id, cafeId: ROOM });
  fay.say("join_room", { room: ROOM });
  const late = await FieldClient.connect(server.url, { auth: { token: tokenOf("late", { name: "Late" }) } });
  late.say("join_room", { room: ROOM });
  const { messages } = await late.next<{ messages: { message: string }[] }>("room_joined");
  expect(messages.map(({ message }) => message)).not.toContain("never mind");
  late.close();
});

describe("a coached conversation", () => {
  test("is had by a client in the field and an assistant at the native door", async () => {
    const topic = newTopic();
    const ann = await Chatter.as(server.door, "ann", { name: "Ann", roles: ["assistant"], interests: [topic] });
    await ann.ask("open_lobby", { lobby: "coached" });
    const [room = ""] = (await ann.ask("go_online", { lobby: "coached" })).rooms;
    const ben = await lobbyPage("client", { url: server.url });
    await ben.joinRoom(`${topic}:ann`);
    await ben.chat.next("show-history");

    await ann.ask("take_seat", { room, key: newKey() });
    await ann.ask("open_room", { room });
    expect(await ben.chat.next<object>("room-status")).toEqual({ is_full: true });
    expect(await ben.chat.next<string>("private-room-id")).toBe(`${topic.replaceAll(" ", "")}:none:ann:${ben.id}`);
    ben.say("Something <red>?");
    expect((await hears(ann, `room:${room}`, "message_posted")).data.text).toBe("Something <red>?");
    await ann.ask("typing", { room });
    expect(await ben.chat.next<object>("is-typing")).toEqual({ username: "Ann", msg_length: 1 });
    await ann.ask("send_message", { room, key: newKey(), text: "A <i>Merlot</i>." });
    expect(await ben.chat.next<Message>("message")).toMatchObject({ from: "Ann", msg: "A &lt;i&gt;Merlot&lt;/i&gt;." });

    // Who is removed hears that they are, and nothing after it, whatever is done in the same moment.
    const backEnd = await Chatter.hello(server.door, serverToken());
    await Promise.all([
      backEnd.ask("leave_room", { room, key: newKey(), user: `${ben.id}` }),
      backEnd.ask("send_message", { room, key: newKey(), text: "between us" }),
    ]);
    await hears(ann, `room:${room}`, "message_posted", ({ data }) => data.text === "between us");
    expect(await ben.chat.next<object>("redirect")).toMatchObject({ url: "/chat/lobby" });
    expect(ben.shown()).not.toContain("between us");
    await ben.toLobby();
    ben.close();
    await backEnd.leave();
    await ann.leave();
  });

  test("is had by an assistant in the field and a client at the native door", async () => {
    const topic = newTopic();
    const ana = await lobbyPage("assistant", { url: server.url, interests: [topic] });
    const cleo = await Chatter.as(server.door, "cleo", { name: "Cleo", roles: ["client"] });
    const { rooms } = await cleo.ask("open_lobby", { lobby: "coached" });
    const { room } = rooms.find(({ subject }) => subject === topic)!;
    await cleo.ask("take_seat", { room, key: newKey() });
    await cleo.ask("open_room", { room });
    expect((await ana.roomIs(`${topic}:${ana.id}`, ({ number_user: users }) => users === 1)).participants).toEqual([
      "cleo",
    ] as never);

    await ana.joinRoom(`${topic}:${ana.id}`);
    const { endsAt } = (await hears(cleo, `room:${room}`, "session_started")).data;
    expect(endsAt).toBeGreaterThan(Date.now());
    await cleo.ask("send_message", { room, key: newKey(), text: "Red?" });
    expect(await ana.chat.next<Message>("message")).toMatchObject({ from: "Cleo", msg: "Red?" });
    ana.say("Dry or sweet?");
    expect((await hears(cleo, `room:${room}`, "message_posted", ({ actor }) => actor === `${ana.id}`)).data.text).toBe(
      "Dry or sweet?",
    );

    await cleo.ask("leave_room", { room, key: newKey() });
    expect(await ana.chat.next<object>("room-status")).toEqual({ is_full: false, close: true });
    await ana.toLobby();
    ana.close();
    await cleo.leave();
  });
});

describe("a help desk", () => {
  const AGENCY = "3";
  const bound = { agencyId: 3 };
  const contents = (messages: readonly DeskMessage[]) => messages.map(({ content }) => content);

  test("with its organizer at the messenger door and the participant at the native one", async () => {
    const desk = await DeskClient.connect({ url: server.url, header: organizerHeader("70", bound) });
    const pat = await Chatter.as(server.door, "80", { roles: ["participant"], phoneNumber: "+48 1" });
    // Somebody has to have asked before: then the agency's queue is there.
    await deskRest(server.url, participantHeader("81", bound), "POST", "/chat-requests", {
      eventId: 1,
      description: "",
    });
    await deskRest(server.url, participantHeader("81", bound), "DELETE", "/chat-requests/1");
    await pat.ask("request_help", { queue: AGENCY, key: newKey(), subject: "5", description: "It burns" });

    desk.say("start_chat");
    const chat = await desk.next<DeskChat>("new_chat");
    expect(chat).toMatchObject({ agencyId: 3, eventId: 5, organizerId: 70, participantId: 80, ended: 0 });
    expect(chat.participant).toEqual({ id: 80, email: "", phoneNumber: "+48 1" });
    expect((await hears(pat, "inbox:80", "room_added")).data.room).toBe(chat.id);
    const { state } = await pat.ask("open_room", { room: chat.id });
    expect(state.about).toMatchObject({ queue: AGENCY, subject: "5", team: AGENCY });

    await pat.ask("send_message", { room: chat.id, key: newKey(), text: "Come!", location: { lat: 1.234567, lng: 2 } });
    expect(await desk.next<DeskMessage>("user_message", ({ content }) => content === "Come!")).toMatchObject({
      authorId: 80,
      fromOrganizer: 0,
      lat: 1.23457,
    });
    desk.say("send_message", { chatId: chat.id, message: "On my way" });
    const { data } = await hears(pat, `room:${chat.id}`, "message_posted", ({ actor }) => actor === "70");
    expect(data).toMatchObject({ text: "On my way", role: "organizer" });

    const backEnd = await Chatter.hello(server.door, serverToken());
    const { seq } = await backEnd.ask("send_message", { room: chat.id, key: newKey(), text: "oops" });
    await desk.next<DeskMessage>("user_message", ({ content }) => content === "oops");
    await backEnd.ask("delete_message", { room: chat.id, key: newKey(), seq });
    const { messages } = await desk.next<{ messages: DeskMessage[] }>("chat_history");
    expect(contents(messages)).toEqual(["Problem description: It burns", "Come!", "On my way"]);

    desk.say("close_chat", { chatId: chat.id });
    await hears(pat, `room:${chat.id}`, "room_closed");
    await hears(pat, "inbox:80", "request_moved", (event) => event.data.status === "closed");
    desk.close();
    await Promise.all([pat.leave(), backEnd.leave()]);
  });

  test("with the participant at the messenger door and its organizer at the native one", async () => {
    const phone = await DeskClient.connect({ url: server.url, header: participantHeader("82", bound) });
    phone.say("get_chats");
    await phone.next("chats");
    const olga = await Chatter.as(server.door, "71", { roles: ["organizer"] });
    const need = { eventId: 6, description: "Where is the gate?" };
    await deskRest(server.url, participantHeader("82", bound), "POST", "/chat-requests", need);
    const { room } = await olga.ask("take_request", { queue: AGENCY, key: newKey() });
    expect(await phone.next("new_chat")).toMatchObject({ id: room, organizerId: 71, participantId: 82, eventId: 6 });
    const first = await phone.next<DeskMessage>("user_message");
    expect(first.content).toBe("Problem description: Where is the gate?");
    const { events } = await olga.ask("open_room", { room });
    expect(events.at(-1)).toMatchObject({ actor: "82", data: { text: "Where is the gate?" } });

    phone.say("send_message", { chatId: room, message: "Hello?" });
    await hears(olga, `room:${room}`, "message_posted", (event) => event.data.text === "Hello?");
    await olga.ask("send_message", { room, key: newKey(), text: "To your left" });
    const answer = await phone.next<DeskMessage>("user_message", ({ authorId }) => authorId === 71);
    expect([answer.content, answer.fromOrganizer]).toEqual(["To your left", 1]);

    // The organizer sees that the participant is there, and sees them go.
    const { presence } = await olga.ask("get_room", { room });
    expect(presence.people?.map(({ id }) => id).toSorted()).toEqual(["71", "82"]);
    await olga.ask("close_room", { room, key: newKey() });
    expect(await phone.next("closed_chat")).toEqual({ chatId: room });
    const { body } = await deskRest(server.url, participantHeader("82"), "GET", "/participant/chats");
    expect(body).toMatchObject([{ id: room, ended: 1 }]);
    // Its agency may read it, and no other, although the organizer was of no team.
    const read = async (agencyId: number) => {
      const header = organizerHeader("72", { agencyId });
      return (await deskRest(server.url, header, "GET", `/agency/chats/${room}/messages`)).status;
    };
    expect([await read(3), await read(4)]).toEqual([200, 403]);
    phone.close();
    await olga.leave();
  });
});
