import { expect, test } from "bun:test";
import { unreachable } from "./unreachable.ts";

test.each([
  [{ type: "message_whispered", data: { text: "a secret" } }, "impossible case: message_whispered"],
  [{ type: "a secret, as long as one likes" }, "impossible case: object"],
  [{ text: "a secret" }, "impossible case: object"],
  ["a secret", "impossible case: string"],
  [undefined, "impossible case: undefined"],
])("an impossible case is named, and what is in it never gets into a log: %j", (value, message) => {
  expect(() => unreachable(value as never)).toThrow(new Error(message));
});
