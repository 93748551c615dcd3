import { expect, test } from "bun:test";
import { Passwords } from "./passwords.ts";

test("a hash is argon2id, differs each time, and lets in only its password", async () => {
  const passwords = new Passwords();
  const [one, other] = await Promise.all([passwords.hash("correct horse"), passwords.hash("correct horse")]);
  expect(one).toStartWith("$argon2id$");
  expect(one).not.toBe(other);
  expect(await passwords.matches("correct horse", one)).toBe(true);
  expect(await passwords.matches("correct horse ", one)).toBe(false);
  expect(await passwords.matches("correct horse", undefined)).toBe(false);
});

test("all get their turn, also those who wait", async () => {
  const passwords = new Passwords();
  const hash = await passwords.hash("correct horse");
  const answers = await Promise.all(
    Array.from({ length: 7 }, (_, i) => passwords.matches(i % 2 ? "wrong" : "correct horse", hash)),
  );
  expect(answers).toEqual([true, false, true, false, true, false, true]);
});
