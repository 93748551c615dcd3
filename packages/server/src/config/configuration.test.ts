import { describe, expect, test } from "bun:test";
import { defineConfig } from "../index.ts";
import { readConfiguration } from "./configuration.ts";

const PRESETS = ["community", "group"];
const CLUB = {
  name: "club",
  join: "invite" as const,
  roles: {
    member: { can: ["message.send" as const] },
    moderator: { can: ["message.send" as const] },
  },
};
const faultsOf = (document: unknown): readonly string[] => {
  const read = readConfiguration(document, PRESETS);
  return read.ok ? [] : read.faults.map(({ path, message }) => `${path}: ${message}`);
};

test("kinds, rooms and queues are taken over, with what was left out", () => {
  const read = readConfiguration(
    defineConfig({
      kinds: [CLUB],
      rooms: [
        { room: "lobby", kind: "community", title: "Lobby" },
        { room: "inner", kind: "club" },
      ],
      queues: [{ queue: "help", kind: "club" }],
    }),
    PRESETS,
  );
  expect(read).toMatchObject({
    configured: {
      kinds: [{ name: "club", typing: true }],
      rooms: [{ title: "Lobby" }, { room: "inner", title: "", description: "" }],
      queues: [{ queue: "help", title: "" }],
    },
  });
  expect(faultsOf({})).toEqual([]);
});

describe("a fault is told with its place", () => {
  test.each([
    [{ room: [] }, /Unrecognized key: "room"/],
    [[], /expected object/],
    [{ rooms: {} }, /^rooms: .*expected array/],
    [{ rooms: [{ room: "a", kind: "community" }, { kind: "community" }] }, /^rooms\[1\]\.room: /],
    [{ rooms: [{ room: "a", kind: "club" }] }, /^rooms\[0\]\.kind: There is no kind "club"/],
    [
      {
        rooms: [
          { room: "a", kind: "group" },
          { room: "a", kind: "group" },
        ],
      },
      /^rooms\[1\]: "a" is there twice/,
    ],
    [{ queues: [{ queue: "a", kind: "nothing" }] }, /^queues\[0\]\.kind: /],
    [{ kinds: [CLUB, { ...CLUB, name: "other", typing: "yes" }] }, /^kinds\[1\]\.typing: /],
    [{ kinds: [{ ...CLUB, defaultRole: "guest" }] }, /^kinds\[0\]\.defaultRole: There is no role "guest"/],
    [{ kinds: [{ ...CLUB, colour: "red" }] }, /^kinds\[0\]\.colour: /],
    [{ kinds: ["club"] }, /^kinds\[0\]\./],
    [{ kinds: [CLUB, CLUB] }, /^kinds\[1\]: "club" is there twice/],
  ])("%j", (document, expected) => {
    const faults = faultsOf(document);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });
});
