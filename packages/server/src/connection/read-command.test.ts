import { expect, test } from "bun:test";
import { readCommand } from "./read-command.ts";

test("a frame becomes a command with its defaults filled in", () => {
  const frame = '{"type":"list_rooms","id":"x","payload":{},"later":"fields are passed over"}';
  expect(readCommand(frame)).toEqual({
    ok: true,
    id: "x",
    command: { name: "list_rooms", payload: { of: "mine", limit: 100 } },
  });
});

test("a payload may be left out where nothing in it is needed", () => {
  expect(readCommand('{"type":"hello"}')).toMatchObject({
    ok: true,
    id: undefined,
    command: { name: "hello", payload: {} },
  });
});

test.each([
  ["[TRUST-1] what is no JSON", "{", undefined, "bad_frame"],
  ["[TRUST-1] what is no frame", "[]", undefined, "bad_frame"],
  ["[TRUST-2] an unknown command", '{"type":"x","id":7}', 7, "unknown_command"],
  ["[TRUST-3] a wrong payload", '{"type":"typing","id":7,"payload":{"room":7}}', 7, "bad_payload"],
])("%s is refused with the id that it had", (_what, frame, id, code) => {
  const read = readCommand(frame);
  expect(read).toMatchObject({ ok: false, id, refusal: { code } });
});

test("[TRUST-3] [TRUST-10] a text with half a character in it is refused, and the field is named", () => {
  const read = readCommand(JSON.stringify({ type: "send_message", payload: { room: "r", key: "k", text: "a\ud83d" } }));
  expect(read).toMatchObject({
    ok: false,
    refusal: { code: "bad_payload", message: "payload.text is wrong: must hold whole characters." },
  });
});
