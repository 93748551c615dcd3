import { expect, test } from "bun:test";
import { Rounds } from "./rounds.ts";

test("who asks while a round is under way gets one that began after the question, shared with the others", async () => {
  const begun: PromiseWithResolvers<void>[] = [];
  const rounds = new Rounds<string>(() => {
    const round = Promise.withResolvers<void>();
    begun.push(round);
    return round.promise;
  });
  const first = rounds.ask("a");
  const second = rounds.ask("a");
  const third = rounds.ask("a");
  expect(third).toBe(second);
  expect(begun.length).toBe(1);

  begun[0]?.reject(new Error("the world failed"));
  expect(await first.catch(String)).toContain("the world failed");
  await Promise.resolve();
  expect(begun.length).toBe(2);
  begun[1]?.resolve();
  await Promise.all([second, third]);

  const another = rounds.ask("a");
  const other = rounds.ask("b");
  expect(begun.length).toBe(4);
  begun[2]?.resolve();
  begun[3]?.resolve();
  await Promise.all([another, other]);
});
