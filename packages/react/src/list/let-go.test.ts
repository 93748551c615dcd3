import type { Row } from "@parlor/client";
import { expect, test } from "bun:test";
import { letGoBefore } from "./let-go.ts";

const rows = (count: number, more: readonly Row[] = []): readonly Row[] => [
  ...Array.from({ length: count }, (_, index): Row => {
    const seq = index + 1;
    return { kind: "message", key: `a/${seq}`, seq, actor: "a", at: 0, stage: "confirmed", waiting: [], message: {} };
  }),
  ...more,
];
const hole: Row = { kind: "hole", key: "hole/0", from: 0, to: 0 };

test("of very many rows the newest stay", () => {
  expect(letGoBefore({ rows: rows(1_000), divider: undefined })).toBeUndefined();
  expect(letGoBefore({ rows: rows(1_001), divider: { after: 3, unread: 0 } })).toBe(702);
});

test("what was new when one came does not make them many", () => {
  expect(letGoBefore({ rows: rows(5_000), divider: { after: 3, unread: 4_997 } })).toBeUndefined();
  expect(letGoBefore({ rows: rows(5_001), divider: { after: 3, unread: 4_000 } })).toBe(4_702);
});

test("it is a row that begins what stays, and not a place that was never read", () => {
  expect(letGoBefore({ rows: [...rows(800), hole, ...rows(299)], divider: undefined })).toBe(1);
});
