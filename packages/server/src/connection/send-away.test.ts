import { expect, test } from "bun:test";
import { sendAway } from "./send-away.ts";

test("everybody is told once to come back, a few at a time", async () => {
  const told: { who: number; turn: number; reason: string }[] = [];
  let turn = 0;
  const counting = setInterval(() => turn++, 0);
  const viewers = Array.from({ length: 100 }, (_, who) => ({
    hangUp: (reason: string) => told.push({ who, turn, reason }),
  }));
  await sendAway(viewers);
  clearInterval(counting);
  expect(told.map(({ who }) => who)).toEqual(viewers.map((_, who) => who));
  expect(new Set(told.map(({ reason }) => reason))).toEqual(new Set(["restarting"]));
  expect(new Set(told.map((one) => one.turn)).size).toBeGreaterThan(2);
});
