import { describe, expect, test } from "bun:test";
import type { DeskMessage } from "../../support/desk-client.ts";
import { DeskServer } from "../../support/desk-server.ts";

const server = DeskServer.forThisFile();
const { organizer, participant, chatting } = server;

describe("[messenger 10] [messenger 12] bad input", () => {
  const LONG = "x".repeat(100_000);
  const HTML = "<script>alert(1)</script>";

  test.each([
    ...["{", "", "get_chats", "undefined", '{"type":'].map((frame) => [frame, "malformed message"] as const),
    ...[
      "7",
      "null",
      "[]",
      '"text"',
      "{}",
      '{"payload":{}}',
      '{"type":7}',
      '{"type":null,"payload":""}',
      '[{"type":"get_chats"}]',
    ].map((frame) => [frame, "malformed message"] as const),
    [`{"type":"get_chats","payload":"${"x".repeat(300_000)}"}`, "malformed message"],
    ...["typing", "", "GET_CHATS", "toString", "__proto__", "constructor", HTML, LONG].map(
      (type) => [JSON.stringify({ type, payload: {} }), "invalid message type"] as const,
    ),
    ...["get_chat_history", "send_message", "close_chat"].flatMap((type) =>
      [
        undefined,
        null,
        "",
        7,
        true,
        [],
        "chat",
        {},
        { chatId: null },
        { chatId: 7 },
        { chatId: "" },
        { chatId: {} },
        { chatId: ["a"] },
      ].map((payload) => [JSON.stringify({ type, payload }), "invalid message payload"] as const),
    ),
    ...[undefined, null, 7, {}, ["a"], true].map(
      (message) =>
        [
          JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message } }),
          "invalid message payload",
        ] as const,
    ),
    ...["", " \n ", "a\u0000b", LONG].map(
      (message) =>
        [
          JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message } }),
          "invalid message payload",
        ] as const,
    ),
    [
      JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message: "y".repeat(2_001) } }),
      "message could not be saved",
    ],
    ...[{ lat: 1 }, { lng: 1 }, { lat: "1", lng: "2" }, { lat: 1, lng: "2" }, { lat: {}, lng: {} }].map(
      (place) =>
        [
          JSON.stringify({ type: "send_message", payload: { chatId: "CHAT", message: "hi", ...place } }),
          "invalid message payload",
        ] as const,
    ),
    ...["nowhere", HTML, LONG, "general", "__proto__", "\u0001"].flatMap((chatId) =>
      ["get_chat_history", "close_chat"].map(
        (type) => [JSON.stringify({ type, payload: { chatId } }), "chat not found"] as const,
      ),
    ),
    [JSON.stringify({ type: "send_message", payload: { chatId: "nowhere", message: "hi" } }), "chat not found"],
  ])("%.60s: %s", async (frame, message) => {
    const { desk, phone, chat } = await theSameChat();
    const before = phone.heard.length;
    desk.raw(frame.replace("CHAT", chat.id));
    expect(await desk.one()).toEqual({ type: "error", payload: { message } });
    // The connection is still good, and nobody else heard a thing.
    desk.say("get_chats");
    expect((await desk.one()).type).toBe("chats");
    expect(phone.heard.length).toBe(before);
  });

  test("a place that is not on Earth is refused", async () => {
    const { phone, chat } = await theSameChat();
    phone.say("send_message", { chatId: chat.id, message: "Here", lat: 91, lng: 0 });
    expect(await phone.next("error")).toEqual({ message: "invalid message payload" });
  });

  test("a frame of bytes is no message", async () => {
    const { desk } = await theSameChat();
    desk.raw(new TextEncoder().encode(JSON.stringify({ type: "get_chats", payload: "" })));
    expect(await desk.one()).toEqual({ type: "error", payload: { message: "malformed message" } });
  });

  test("a chat of others is theirs, and a closed one is not found by anybody", async () => {
    const { agencyId, desk, phone, chat } = await chatting();
    const stranger = await organizer(3, { agencyId });
    const acts = [
      ["get_chat_history", { chatId: chat.id }],
      ["send_message", { chatId: chat.id, message: "hi" }],
      ["close_chat", { chatId: chat.id }],
    ] as const;
    for (const [type, payload] of acts) {
      stranger.say(type, payload);
      expect(await stranger.next("error")).toEqual({ message: `you have no access to chat ${chat.id}` });
    }
    desk.say("close_chat", { chatId: chat.id });
    await desk.next("closed_chat");
    await phone.next("closed_chat");
    for (const [type, payload] of acts) {
      for (const one of [desk, stranger]) {
        one.say(type, payload);
        expect(await one.next("error")).toEqual({ message: "chat not found" });
      }
    }
  });

  test("a thousand frames at once are answered one by one, and the door stays open for others", async () => {
    const { desk, phone, chat } = await chatting();
    for (let n = 0; n < 1_000; n++) phone.say("send_message", { chatId: chat.id, message: `${n}` });
    await phone.until(() => phone.payloads("user_message").length + phone.payloads("error").length >= 1_000);
    expect(new Set(phone.payloads<{ message: string }>("error").map(({ message }) => message))).toEqual(
      new Set(["message could not be saved"]),
    );
    const heard = phone.payloads<DeskMessage>("user_message");
    await desk.until(() => desk.payloads("user_message").length === heard.length);
    expect(desk.payloads<DeskMessage>("user_message")).toEqual(heard);
    // Who goes on is shown out.
    const flood = await participant(1);
    for (let n = 0; n < 5_000; n++) flood.say("get_chats");
    await flood.until(() => flood.closed !== undefined);
    expect(flood.closed?.code).toBe(4003);
  });

  let same: Promise<Awaited<ReturnType<typeof chatting>>> | undefined;
  async function theSameChat() {
    const chat = await (same ??= (async () => {
      const made = await chatting();
      // The histories that come unasked are out of the way.
      made.desk.say("get_chats");
      await made.desk.next("chat_history");
      return made;
    })());
    return chat;
  }
});
