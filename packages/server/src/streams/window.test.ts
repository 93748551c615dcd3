import { expect, test } from "bun:test";
import { Window } from "./window.ts";

const row = (seq: number, data: object = {}, type = "message_posted") => ({
  seq,
  json: JSON.stringify({ seq, id: `e-${seq}`, type, at: 1, actor: "ana", data }),
});
const windowOf = (from: number, to: number, size: number): Window => {
  const window = new Window([], size);
  for (let seq = from; seq <= to; seq++) window.push(row(seq));
  return window;
};
const seqs = (rows: readonly { seq: number }[] | undefined) => rows?.map(({ seq }) => seq);

test.each([1, 9, 10, 19, 20, 21, 57, 200])(
  "after %i rows it holds the newest without holes, and never twice its size",
  (count) => {
    const window = windowOf(1, count, 10);
    const held = seqs(window.after(window.from - 1))!;
    expect(held.at(-1)).toBe(count);
    expect(held).toEqual(Array.from({ length: held.length }, (_, index) => window.from + index));
    expect(held.length).toBeLessThan(20);
    expect(held.length).toBeGreaterThanOrEqual(Math.min(10, count));
  },
);

test("what begins before it is not known here; what begins at its edge is", () => {
  const window = windowOf(30, 45, 10);
  const { from } = window;
  expect(window.after(from - 2)).toBeUndefined();
  expect(seqs(window.after(from - 1))).toHaveLength(45 - from + 1);
  expect(seqs(window.after(44))).toEqual([45]);
  expect(seqs(window.after(45))).toEqual([]);
  expect([window.at(from - 1), window.at(46)]).toEqual([undefined, undefined]);
  expect(window.at(45)).toEqual(row(45));
});

test("the newest are as many as are asked for", () => {
  const window = windowOf(1, 15, 10);
  expect(seqs(window.newest(3))).toEqual([13, 14, 15]);
  expect(window.newest(0)).toEqual([]);
  expect(seqs(new Window([], 10).newest(3))).toEqual([]);
});

test("a row is replaced in its place, and one that is not here is none", () => {
  const window = windowOf(11, 15, 10);
  window.replace(row(12, { text: "other" }));
  window.replace(row(3, { text: "older" }));
  window.replace(row(99, { text: "newer" }));
  expect(window.at(12)).toEqual(row(12, { text: "other" }));
  expect(seqs(window.after(10))).toEqual([11, 12, 13, 14, 15]);
});

test("[ACCESS-5] the texts of a message's earlier edits go, those of others stay", () => {
  const window = new Window(
    [
      row(1, { text: 'talks about "type":"message_edited" itself' }),
      row(2, { target: 1, text: "secret" }, "message_edited"),
      row(3, { target: 9, text: "stays" }, "message_edited"),
      row(4, { target: 1, text: "secret" }, "message_edited"),
    ],
    10,
  );
  window.redactEdits(1);
  expect(JSON.stringify(window.newest(10))).not.toContain("secret");
  expect(window.at(2)).toEqual(row(2, { target: 1 }, "message_edited"));
  expect(window.at(3)).toEqual(row(3, { target: 9, text: "stays" }, "message_edited"));
  expect(JSON.parse(window.at(1)!.json)).toMatchObject({
    data: { text: 'talks about "type":"message_edited" itself' },
  });
});
