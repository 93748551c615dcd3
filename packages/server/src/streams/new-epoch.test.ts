import { expect, test } from "bun:test";
import { epochsWith } from "./new-epoch.ts";

test("servers that share a secret would begin an inbox with the same epoch, and nobody else would", () => {
  const epoch = epochsWith("shared")("inbox:ana");
  expect(epoch).toMatch(/^[a-zA-Z0-9]{14}$/);
  expect(epochsWith("shared")("inbox:ana")).toBe(epoch);
  expect(epochsWith("shared")("inbox:ben")).not.toBe(epoch);
  expect(epochsWith("other")("inbox:ana")).not.toBe(epoch);
});

test("whatever else begins has an epoch that was never there before", () => {
  for (const [shared, stream] of [
    ["shared", "room:a"],
    [undefined, "inbox:ana"],
    [undefined, "room:a"],
  ] as const) {
    const newEpoch = epochsWith(shared);
    const epochs = Array.from({ length: 1_000 }, () => newEpoch(stream));
    expect(new Set(epochs).size).toBe(1_000);
    for (const epoch of epochs) expect(epoch).toMatch(/^[a-zA-Z0-9]{14}$/);
  }
});
