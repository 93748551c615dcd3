import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  BOUNDS,
  ClientFrame,
  CLOSE,
  type CommandName,
  COMMANDS,
  INBOX_EVENTS,
  mayReconnect,
  QUEUE_EVENTS,
  REFUSALS,
  ROOM_EVENTS,
  ServerFrame,
  Signal,
} from "./index.ts";

const document = readFileSync(join(import.meta.dir, "../../../docs/PROTOCOL.md"), "utf8");

/** The first `columns` cells of each row of the table whose heading begins with these words. */
function table(heading: string, columns: number): string[][] {
  const lines = document.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start < 0) throw new Error(`docs/PROTOCOL.md has no table that begins with ${heading}`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith("|"));
  const cells = rows.slice(0, end).map((line) => line.split("|").map((cell) => cell.trim()));
  return cells.map((row) => row.slice(1, columns + 1));
}

function fieldsOf(schema: z.ZodType, io: "input" | "output" = "output", without: readonly string[] = []): string {
  const json = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  const names = Object.keys(json.properties ?? {}).filter((name) => !without.includes(name));
  return names.map((name) => `\`${name}${json.required?.includes(name) ? "" : "?"}\``).join(" ");
}

const dataOf = (events: Record<string, z.ZodType>): string[][] =>
  Object.entries(events).map(([name, data]) => [`\`${name}\``, fieldsOf(data)]);

const fieldsOfAll = (commands: Record<string, { payload: z.ZodType; reply: z.ZodType }>): string[][] =>
  Object.entries(commands).map(([name, { payload, reply }]) => [
    quoted(name),
    fieldsOf(payload, "input"),
    fieldsOf(reply),
  ]);

const quoted = (name: string): string => `\`${name}\``;

test("docs/PROTOCOL.md lists every command with its fields", () => {
  const tables = [...table("command", 3), ...table("command of policies", 3)];
  expect(tables).toEqual(fieldsOfAll(COMMANDS));
});

test("docs/PROTOCOL.md lists every frame of the server", () => {
  const frames = ServerFrame.options.map((frame) => [
    quoted(frame.shape.type.value),
    fieldsOf(frame, "output", ["type"]),
  ]);
  expect(table("from the server", 2)).toEqual(frames);
});

test("docs/PROTOCOL.md lists every event with what it says", () => {
  expect(table("in rooms", 2)).toEqual(dataOf(ROOM_EVENTS));
  expect(table("in inboxes", 2)).toEqual(dataOf(INBOX_EVENTS));
  expect(table("in queues", 2)).toEqual(dataOf(QUEUE_EVENTS));
});

test("docs/PROTOCOL.md lists every signal", () => {
  const signals = Signal.options.map((signal) => [
    quoted(signal.shape.kind.value),
    fieldsOf(signal, "output", ["kind"]),
  ]);
  expect(table("kind", 2)).toEqual(signals);
});

test("docs/PROTOCOL.md lists every refusal and whether to try again", () => {
  expect(table("code | retry", 2)).toEqual(Object.entries(REFUSALS).map(([code, { retry }]) => [quoted(code), retry]));
});

test("docs/PROTOCOL.md lists every close code and whether to come back", () => {
  const codes = Object.entries(CLOSE).map(([name, code]) => [
    String(code),
    quoted(name),
    mayReconnect(code) ? "yes" : "no",
  ]);
  expect(table("code | name", 3)).toEqual(codes);
});

test("docs/PROTOCOL.md lists every bound", () => {
  expect(table("bound", 2)).toEqual(Object.entries(BOUNDS).map(([name, bound]) => [quoted(name), String(bound)]));
});

test("the session in docs/PROTOCOL.md is one that could have happened", () => {
  const said = [...document.matchAll(/^([→←]) (\{.*\})$/gm)];
  expect(said.length).toBeGreaterThan(10);
  const asked = new Map<unknown, CommandName>();
  for (const [, arrow, json = ""] of said) {
    const parsed: unknown = JSON.parse(json);
    if (arrow === "→") {
      const { type, id, payload } = ClientFrame.parse(parsed);
      asked.set(id, type as CommandName);
      COMMANDS[type as CommandName].payload.parse(payload);
    } else {
      const frame = ServerFrame.parse(parsed);
      if (frame.type === "reply") COMMANDS[asked.get(frame.id)!].reply.parse(frame.payload);
    }
  }
});
