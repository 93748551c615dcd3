import { expect, test } from "bun:test";
import { startFailure } from "./start-failure.ts";

const failure = (code: string) => Object.assign(new Error("something technical, mkdir '/x'"), { code });

test.each([
  ["a port that is taken", failure("EADDRINUSE"), { PORT: "80" }, /port 80.*PORT/],
  ["the usual port that is taken", failure("EADDRINUSE"), { PORT: "" }, /port 8006/],
  ["anything else", new Error("no luck"), {}, /^Parlor could not start: no luck\.$/],
  ["what is no error", "no luck.", {}, /^Parlor could not start: no luck\.$/],
])("%s is told in a sentence", (_what, error, environment, sentence) => {
  const said = startFailure(error, environment);
  expect(said).toMatch(sentence);
  expect(said).toEndWith(".");
  expect(said).not.toContain("mkdir");
});
