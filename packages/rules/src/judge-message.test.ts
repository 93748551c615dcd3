import { expect, test } from "bun:test";
import { judgeMessage, judgeText, type SenderMemory } from "./judge-message.ts";
import type { RoomState } from "./room-state.ts";
import { rememberText } from "./spam.ts";
import { kindOf, World } from "./testing/world.ts";

const fresh: SenderMemory = { lastSentAt: undefined, recent: [] };

function judged(room: RoomState, id: string, message: Parameters<typeof judgeMessage>[2], memory = fresh): string {
  const sender = room.members.get(id);
  if (!sender) throw new Error(`${id} is no member`);
  const answer = judgeMessage(room, sender, message, memory, 1_000_000);
  return answer.ok ? "ok" : answer.code;
}

test("an agent who has not seen a colleague's answer is told before sending", () => {
  const world = new World();
  world.createRoom(kindOf("helpdesk"));
  world.join("pat", "participant");
  world.join("olga", "organizer");
  world.join("otto", "organizer");
  world.post("pat", "help");
  const seenSeq = world.nextSeq("room:room") - 1;
  expect(judged(world.room(), "otto", { text: "gate 3", seenSeq })).toBe("ok");

  world.post("olga", "it is gate 4");
  expect(judged(world.room(), "otto", { text: "gate 3", seenSeq })).toBe("someone_answered");
  expect(judged(world.room(), "otto", { text: "gate 3", seenSeq: seenSeq + 1 })).toBe("ok");
  expect(judged(world.room(), "otto", { text: "gate 3" })).toBe("ok");
  // Neither one's own answer nor that of the other side counts.
  expect(judged(world.room(), "olga", { text: "or gate 5", seenSeq })).toBe("ok");
  expect(judged(world.room(), "pat", { text: "anyone?", seenSeq })).toBe("ok");
});

test("each limit of a kind has its own refusal", () => {
  const world = new World();
  world.createRoom(kindOf("cafe", { limits: { slowMode: "10s" } }));
  world.join("ann", "member");
  world.join("mod", "moderator");
  const room = world.room();
  const { spam } = room.kind;
  const recent = spam ? rememberText(spam, [], "hello", 999_000) : [];

  expect(judged(room, "ann", { text: " " })).toBe("empty_message");
  expect(judged(room, "ann", { text: "x".repeat(501) })).toBe("message_too_long");
  expect(judged(room, "ann", { text: "hi", location: { lat: 1, lng: 1 } })).toBe("bad_location");
  expect(judged(room, "ann", { text: "hi" }, { lastSentAt: 995_000, recent })).toBe("slow_mode");
  expect(judged(room, "ann", { text: "hello" }, { lastSentAt: undefined, recent })).toBe("repeated");
  expect(judged(room, "ann", { text: "LOUD AND PROUD" })).toBe("spam");
  expect(judged(room, "mod", { text: "LOUD AND PROUD" })).toBe("ok");
});

test("a text that becomes one of a message in another way is held to the same rules, but not to what was said before", () => {
  const kind = kindOf("cafe", { limits: { slowMode: "10s", roles: { moderator: { maxLength: 600 } } } });
  const judge = (role: string, text: string) => {
    const answer = judgeText(kind, role, text);
    return answer.ok ? "ok" : answer.code;
  };
  expect(judge("member", "hello")).toBe("ok");
  expect(judge("member", " ")).toBe("empty_message");
  expect(judge("member", "x y ".repeat(126))).toBe("message_too_long");
  expect(judge("moderator", "x y ".repeat(126))).toBe("ok");
  expect(judge("member", "LOUD AND PROUD")).toBe("spam");
  expect(judge("moderator", "LOUD AND PROUD")).toBe("ok");
});
