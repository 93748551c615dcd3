import { expect, test } from "bun:test";
import type { Append, Group } from "../store.ts";
import { decodeGroups, encodeGroups } from "./append-codec.ts";

const nothing = {
  revisions: [],
  redactions: [],
  snapshot: undefined,
  summary: undefined,
  count: undefined,
  deadline: undefined,
};

test("a batch arrives on the writer's thread as it was sent", () => {
  const awkward = JSON.stringify({ text: 'a "quoted" \u001f \u0000 line\nand 🙂' });
  const summary = {
    room: "r",
    kind: "group",
    title: "T\u001f",
    description: "",
    createdAt: 1,
    closed: false,
    listed: true,
    memberCount: 2,
  };
  const groups: Group[] = [
    [
      {
        stream: "room:r",
        epoch: "e1",
        expectedHead: 0,
        events: [
          { seq: 1, actor: "ana", key: "k", print: 7, target: undefined, json: awkward },
          { seq: 2, actor: "ben", key: undefined, print: undefined, target: 1, json: "{}" },
        ],
        revisions: [{ seq: 1, json: awkward }],
        redactions: [1, 2],
        snapshot: { seq: 2, json: awkward },
        summary,
        count: { messages: 0, lastAt: 0 },
        deadline: null,
      },
      { ...nothing, stream: "inbox:ana", epoch: "e2", expectedHead: 4, events: [] },
    ],
    [{ ...nothing, stream: "inbox:ben", epoch: "e3", expectedHead: 0, events: [] }],
  ];

  expect(decodeGroups(encodeGroups(groups))).toEqual(groups);
});

const rare: readonly Partial<Append>[] = [
  { revisions: [{ seq: 1, json: "{}" }] },
  { redactions: [1] },
  { snapshot: { seq: 2, json: "{}" } },
  { deadline: null },
  { deadline: 0 },
];

test.each(rare)("what few appends have arrives also when it comes alone: %j", (alone) => {
  const groups: Group[] = [[{ ...nothing, stream: "room:r", epoch: "e1", expectedHead: 1, events: [], ...alone }]];

  expect(decodeGroups(encodeGroups(groups))).toEqual(groups);
});
