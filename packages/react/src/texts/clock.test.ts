import { expect, test } from "bun:test";
import { clockIn } from "./clock.ts";

test.each([
  [1_020_000, "17:00"],
  [965_000, "16:05"],
  [59_001, "1:00"],
  [59_000, "0:59"],
  [1, "0:01"],
  [0, "0:00"],
  [-5_000, "0:00"],
  [3_723_000, "1:02:03"],
])("%i ms are %s", (leftMs, expected) => expect(clockIn("en")(leftMs)).toBe(expected));

test("a clock is written in the digits of its language", () => expect(clockIn("ar-EG")(65_000)).toBe("١:٠٥"));
