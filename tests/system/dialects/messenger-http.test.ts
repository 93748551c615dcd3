import { describe, expect, test } from "bun:test";
import {
  type DeskChat,
  type DeskMessage,
  deskRest,
  organizerHeader,
  participantHeader,
} from "../../support/desk-client.ts";
import { contents, DeskServer } from "../../support/desk-server.ts";
import { tokenOf } from "../../support/tokens.ts";

const server = DeskServer.forThisFile();
const { organizer, askForHelp, newAgency, chatting } = server;

describe("[messenger 13] asking for help", () => {
  const ask = (pat: number, body: unknown) =>
    deskRest(server.url, participantHeader(String(pat)), "POST", "/chat-requests", body);
  const nobody = 90_000;

  test("is answered with nothing, once per event", async () => {
    const { pat } = newAgency();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(pat, { eventId: 1, description: "Help" })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 400, 400, 400]);
    for (const { status, body } of answers) {
      expect(body).toEqual(
        status === 200 ? "" : { statusCode: 400, message: "chat request already exists", error: "Bad Request" },
      );
    }
    expect((await ask(pat, { eventId: 2, description: "" })).status).toBe(200);
    const withdraw = (eventId: unknown) =>
      deskRest(server.url, participantHeader(String(pat)), "DELETE", `/chat-requests/${String(eventId)}`);
    expect(await withdraw(1)).toEqual({ status: 200, body: "" });
    expect((await withdraw(1)).body).toEqual({
      statusCode: 404,
      message: "chat request not found",
      error: "Not Found",
    });
    expect((await ask(pat, { eventId: 1, description: "Again" })).status).toBe(200);
    for (const eventId of [1, 2]) expect((await withdraw(eventId)).status).toBe(200);
    for (const none of ["x", "__proto__", "-1", "<b>", "9".repeat(500)])
      expect((await withdraw(none)).status).toBe(404);
  });

  test.each([
    ["{", 400],
    ["", 400],
    ["[]", 400],
    ["null", 400],
    [{}, 400],
    [{ eventId: null, description: "" }, 400],
    [{ eventId: "12", description: "" }, 400],
    [{ eventId: 1.5, description: "" }, 400],
    [{ eventId: -1, description: "" }, 400],
    [{ eventId: 1e300, description: "" }, 400],
    [{ eventId: 12 }, 400],
    [{ eventId: 12, description: null }, 400],
    [{ eventId: 12, description: { toString: 1 } }, 400],
    [{ eventId: 12, description: "x".repeat(2_001) }, 400],
    [{ eventId: 12, description: "a\u0000b" }, 400],
    [{ eventId: 12, description: "x".repeat(300_000) }, 413],
    [{ eventId: 12, description: "", lat: "1", lng: "2" }, 400],
    [{ eventId: 12, description: "", lat: 1 }, 400],
    [{ eventId: 12, description: "", lat: 91, lng: 0 }, 400],
    [{ eventId: 12, description: "", lat: 0, lng: 181 }, 400],
  ])("%.60j is refused with %i, and nothing changes", async (body, status) => {
    const answer = await ask(nobody, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      statusCode: status,
      message: expect.any(String) as string,
      error: status === 413 ? "Payload Too Large" : "Bad Request",
    });
    const inbox = await deskRest(server.url, participantHeader(String(nobody)), "DELETE", "/chat-requests/12");
    expect(inbox.status).toBe(404);
  });

  test("of 2,000 characters is heard in full, with whatever is in it", async () => {
    const { agencyId, olga, pat } = newAgency();
    const description = `<script>${"🙂".repeat(1_983)}</script`;
    await askForHelp(pat, { description }, { agencyId });
    const desk = await organizer(olga, { agencyId });
    desk.say("start_chat");
    expect((await desk.next<DeskMessage>("user_message")).content).toBe(`Problem description: ${description}`);
  });

  test.each([
    ["no header", "", 401],
    ["a token alone", `Bearer ${tokenOf("1", { roles: ["participant"] })}`, 401],
    ["a token without the role", `Bearer participant:${tokenOf("1")}`, 401],
    ["somebody who only helps", organizerHeader("1"), 403],
  ])("by %s is refused", async (_, header, status) => {
    const answer = await deskRest(server.url, header, "POST", "/chat-requests", { eventId: 12, description: "" });
    expect(answer.body).toEqual({
      statusCode: status,
      message: expect.any(String) as string,
      error: status === 401 ? "Unauthorized" : "Forbidden",
    });
  });

  test("again and again in a minute is too often", async () => {
    const { pat } = newAgency();
    const statuses = new Set<number>();
    for (let eventId = 0; eventId < 12; eventId++) statuses.add((await ask(pat, { eventId, description: "" })).status);
    expect([...statuses]).toEqual([200, 429]);
    for (let eventId = 0; eventId < 12; eventId++) {
      await deskRest(server.url, participantHeader(String(pat)), "DELETE", `/chat-requests/${eventId}`);
    }
  });
});

test("[messenger 14] [messenger 15] what is over is in the archives of both, and what runs is in none", async () => {
  const { agencyId, olga, pat, desk, phone, chat, bound } = await chatting("First", { email: "p@example.org" });
  desk.say("send_message", { chatId: chat.id, message: "Hello" });
  await phone.next<DeskMessage>("user_message", ({ content }) => content === "Hello");
  const archives = async () => {
    const colleague = organizerHeader("5", { agencyId });
    const own = participantHeader(String(pat), bound);
    const [agency, participants] = [
      await deskRest(server.url, colleague, "GET", "/agency/chats"),
      await deskRest(server.url, own, "GET", "/participant/chats"),
    ];
    return [agency.body as DeskChat[], participants.body as DeskChat[]] as const;
  };
  const messages = (header: string, side: string, id: string) =>
    deskRest(server.url, header, "GET", `/${side}/chats/${id}/messages`);

  expect(await archives()).toEqual([[], []]);
  expect((await messages(organizerHeader(String(olga), bound), "agency", chat.id)).body).toEqual({
    statusCode: 404,
    message: "chat not found",
    error: "Not Found",
  });

  desk.say("close_chat", { chatId: chat.id });
  await phone.next("closed_chat");
  await askForHelp(pat, { eventId: 13 }, bound);
  desk.say("start_chat");
  const second = await desk.next<DeskChat>("new_chat");
  desk.say("close_chat", { chatId: second.id });
  await desk.next<{ chatId: string }>("closed_chat", ({ chatId }) => chatId === second.id);

  const [agency, own] = await archives();
  expect(agency.map(({ id }) => id)).toEqual([second.id, chat.id]);
  expect(own.map(({ id }) => id)).toEqual([second.id, chat.id]);
  const { participant: contact, ...plain } = chat;
  const ended = { ...plain, ended: 1, timeEnd: expect.stringMatching(/^2\d{3}-.*Z$/) as string };
  expect(agency[1]).toEqual({ ...ended, participant: contact! });
  expect(contact).toEqual({ id: pat, email: "p@example.org", phoneNumber: "" });
  expect(own[1]).toEqual(ended);
  expect(own[1]!.timeEnd > own[1]!.timeStart).toBe(true);

  for (const [side, header] of [
    ["agency", organizerHeader("5", { agencyId })],
    ["agency", organizerHeader(String(olga), bound)],
    ["participant", participantHeader(String(pat), bound)],
  ] as const) {
    const { body } = await messages(header, side, chat.id);
    expect(contents(body as DeskMessage[])).toEqual(["Problem description: First", "Hello"]);
    expect((body as DeskMessage[]).map(({ authorId, fromOrganizer }) => [authorId, fromOrganizer])).toEqual([
      [pat, 0],
      [olga, 1],
    ]);
  }
  const noAccess = { statusCode: 403, message: `you have no access to chat ${chat.id}`, error: "Forbidden" };
  expect((await messages(organizerHeader("6", { agencyId: 8 }), "agency", chat.id)).body).toEqual(noAccess);
  expect((await messages(participantHeader("6"), "participant", chat.id)).body).toEqual(noAccess);
  for (const nothing of ["nowhere", "%3Cb%3E", "__proto__"]) {
    expect((await messages(organizerHeader("6"), "agency", nothing)).status).toBe(404);
  }
  for (const path of ["/agency/chats", "/participant/chats", `/agency/chats/${chat.id}/messages`, "/profile"]) {
    expect((await deskRest(server.url, "Bearer nobody", "GET", path)).status).toBe(401);
  }
  expect((await deskRest(server.url, participantHeader("6"), "GET", "/agency/chats")).status).toBe(403);
  expect((await deskRest(server.url, organizerHeader("6"), "GET", "/participant/chats")).status).toBe(403);
});

test("[messenger 16] the profile is who the token is", async () => {
  const pat = participantHeader("42", { name: "Pat", email: "pat@example.org", phoneNumber: "1" });
  expect((await deskRest(server.url, pat, "GET", "/profile")).body).toEqual({
    id: 42,
    role: "participant",
    name: "Pat",
    email: "pat@example.org",
    phoneNumber: "1",
  });
  const olga = organizerHeader("7", { name: "Olga", agencyId: 3 });
  expect((await deskRest(server.url, olga, "GET", "/profile")).body).toEqual({
    id: 7,
    role: "organizer",
    name: "Olga",
    email: "",
    phoneNumber: "",
    agencyId: 3,
  });
});
