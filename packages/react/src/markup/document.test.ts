import { expect, test } from "bun:test";
import { sectionsOf } from "./document.ts";

test("headings stand between texts", () => {
  expect(sectionsOf("## Your part\n\nYou help.\n\n1. Ask\n2. Search\n### Then #\nWait")).toEqual([
    { kind: "heading", level: 2, text: "Your part" },
    { kind: "text", text: "You help.\n\n1. Ask\n2. Search" },
    { kind: "heading", level: 3, text: "Then" },
    { kind: "text", text: "Wait" },
  ]);
});

test("a hash in code or in a word is no heading", () => {
  expect(sectionsOf("```\n# not one\n```\n#hashtag")).toEqual([
    { kind: "text", text: "```\n# not one\n```\n#hashtag" },
  ]);
  expect(sectionsOf("\n \n")).toEqual([]);
});
