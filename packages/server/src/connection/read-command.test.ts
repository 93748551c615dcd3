import { expect, test } from "bun:test";
import { COMMANDS, type CommandName } from "@parlor/protocol";
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

const GOOD: Partial<Record<CommandName, Readonly<Record<string, unknown>>>> = {
  hello: { token: "t", guest: { name: " Ana " } },
  create_room: { key: "k", kind: "group", title: " A title ", members: ["ben"] },
  send_message: { room: "r", key: "k", text: "a\r\nb", mentions: ["ben"], location: { lat: 1, lng: 2 }, seenSeq: 3 },
  react: { room: "r", key: "k", seq: 1, emoji: "👋" },
  list_rooms: { of: "listed", search: "x", limit: 5 },
  load_history: { room: "r", before: 5, limit: 10 },
  resume: { cursors: { "room:a": { epoch: "e", seq: 1 }, "inbox:ana": null } },
};
/** What stands in the place of a field. Own keys of this name are what a parser could be led astray by. */
const ODD: readonly unknown[] = [
  [undefined, null, true, -1, 0, 1.5, 1e20, "", " ", "x", "x".repeat(9_000), "a\ud83d", "a\u0000", "room:\u202e"],
  [[], [null], ["x"], {}, { x: 1 }, JSON.parse('{"__proto__":{"epoch":"e","seq":1}}'), { constructor: null }],
  [{ "room:b": { epoch: "e", seq: "1" } }, { "room:b": { epoch: " e ", seq: 1, more: 1 } }, { "x:b": null }],
].flat();

test.each(Object.keys(GOOD) as CommandName[])(
  "[TRUST-3] whatever is said with %s is judged as its schema says",
  (name) => {
    const good = GOOD[name] ?? {};
    const fields = [...Object.keys(good), ...Object.keys(COMMANDS[name].payload.shape), "unknown", "__proto__"];
    const said = [good, ...fields.flatMap((field) => ODD.map((odd) => ({ ...good, [field]: odd })))];
    const verdicts = said.map((payload) => {
      const text = JSON.stringify({ type: name, payload });
      const judged = COMMANDS[name].payload.safeParse((JSON.parse(text) as { payload: unknown }).payload);
      const read = readCommand(text);
      if (read.ok) expect<unknown>(judged.data).toEqual(read.command.payload);
      else expect(read.refusal.message).toContain(judged.error?.issues[0]?.message ?? "nothing is wrong with it");
      return read.ok;
    });
    expect([verdicts[0], verdicts.includes(false)]).toEqual([true, true]);
  },
);
