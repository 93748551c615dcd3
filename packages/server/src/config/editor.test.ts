import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { EditorServer } from "../testing/editor-server.ts";

setDefaultTimeout(60_000);

const ROOT = join(import.meta.dir, "../../../..");
const FILE = pathToFileURL(join(ROOT, "parlor.config.ts")).href;
let editor: EditorServer;
beforeAll(async () => (editor = await EditorServer.start(ROOT)));
afterAll(() => editor.stop());

/** A configuration with this in it; `|` is where somebody types. */
const withKind = (inside: string) =>
  `import { defineConfig } from "@parlor/server";\nexport default defineConfig({ kinds: [{ name: "ours", ${inside} }] });\n`;

test.each([
  [
    "the parts of a configuration",
    `import { defineConfig } from "@parlor/server";\nexport default defineConfig({ | });\n`,
    ["kinds", "rooms", "queues"],
  ],
  [
    "the parts of a kind",
    withKind("|"),
    ["join", "roles", "seats", "session", "queue", "history", "messages", "limits", "spam", "topics", "panels"],
  ],
  ["who gets in", withKind('join: "|"'), ["open", "invite", "lobby", "queue"]],
  [
    "what a role may do",
    withKind('join: "open", roles: { member: { can: ["|"] } }'),
    ["message.send", "message.delete.any", "queue.take", "panel.search"],
  ],
  [
    "a session",
    withKind('join: "open", roles: {}, session: { | }'),
    ["starts", "lasts", "warnAt", "wrapUp", "idle", "onEnd"],
  ],
  ["when it starts", withKind('join: "open", roles: {}, session: { starts: "|" }'), ["when-full", "on-creation"]],
  ["what history is visible", withKind('join: "open", roles: {}, history: { visible: "|" }'), ["always", "from-join"]],
])("an editor completes %s", async (_what, text, expected) => {
  const offered = await editor.completions(FILE, text);
  expect(expected.filter((name) => !offered.includes(name))).toEqual([]);
});

test("an editor marks what is no part of a kind, what is missing and what is wrong", async () => {
  expect(await editor.faults(FILE, withKind('join: "open", roles: {}').replace("|", ""))).toEqual([]);
  for (const [inside, named] of [
    ['join: "opne", roles: {}', "opne"],
    ['join: "open", roles: { member: { can: ["message.fly"] } }', "message.fly"],
    ['join: "open", roles: {}, colour: "red"', "colour"],
  ] as const) {
    expect((await editor.faults(FILE, withKind(inside))).join()).toContain(named);
  }
  expect((await editor.faults(FILE, withKind('join: "open"'))).join()).toContain("roles");
});
