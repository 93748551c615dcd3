import { expect, test } from "bun:test";
import { Expiries } from "./expiries.ts";

test("who expires is told once, and who left before is not", async () => {
  const now = Date.now();
  const expiries = new Expiries(() => now);
  const told: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const named = (name: string, then?: () => void) => ({
    expire: () => {
      told.push(name);
      then?.();
    },
  });
  const gone = named("gone");
  expiries.add(now - 5_000, gone);
  expiries.add(now - 5_000, named("first"));
  expiries.add(now - 4_000, named("last", resolve));
  expiries.add(now + 3_600_000, named("much later"));
  expiries.remove(now - 5_000, gone);

  await promise;
  expect(told).toEqual(["first", "last"]);
});
