import { describe, expect, test } from "bun:test";
import { z } from "zod";
import { CatalogItem, COMMANDS, DisplayName, Emoji, Kind, MessageText, SignIn, SignUp, Title } from "./index.ts";
import { line, text } from "./text.ts";

const accepts = (schema: z.ZodType, said: string) => schema.safeParse(said).success;

/** Schemas without rules of their own for what may be in them, with the path that leads there. */
function bareStrings(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one, index) => bareStrings(one, `${path}.${index}`));
  const one = schema as Readonly<Record<string, unknown>>;
  if (one["type"] === "string") {
    return ["format", "pattern", "enum", "const"].some((rule) => rule in one) ? [] : [path];
  }
  return Object.entries(one).flatMap(([name, inner]) => bareStrings(inner, `${path}.${name}`));
}

describe("all that people write", () => {
  test("[TRUST-10] goes through one type, in every command, kind and catalogue", () => {
    const takes = [
      ...Object.entries(COMMANDS).map(([name, { payload }]) => [name, payload] as const),
      ["Kind", Kind] as const,
      ["CatalogItem", CatalogItem] as const,
      ["SignUp", SignUp] as const,
      ["SignIn", SignIn] as const,
    ];
    const found = takes.flatMap(([name, schema]) =>
      bareStrings(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), name),
    );
    // Secrets are never kept as they are, a kind's name is looked up, and letters of a username are few.
    expect(found.map((path) => path.replaceAll(/\.properties/g, ""))).toEqual([
      "hello.token",
      "refresh_token.token",
      "create_room.kind",
      "create_queue.kind",
      "SignUp.username",
      "SignUp.password",
      "SignIn.password",
    ]);
  });

  test("[TRUST-10] holds nothing that a database or a screen cannot show", () => {
    for (const broken of ["a\u0000b", "a\u0007b", "a\u001b[31mb", "a\u007fb", "a\u0085b", "a\ud800b", "\udc00"]) {
      expect([broken, accepts(MessageText, broken), accepts(Title, broken)]).toEqual([broken, false, false]);
    }
  });

  test("keeps its lines and tabs where there may be several lines, and has none where there is one", () => {
    expect(MessageText.parse("  one\r\n\ttwo\rthree ")).toBe("  one\n\ttwo\nthree ");
    expect(text({ max: 9 }).parse(" one\ntwo ")).toBe("one\ntwo");
    expect(accepts(Title, "one\ntwo")).toBe(false);
    expect(accepts(Title, "one\u2028two")).toBe(false);
    expect(Title.parse("  A title ")).toBe("A title");
  });

  test("has one form, however it was typed", () => {
    expect(MessageText.parse("Zu\u0308rich")).toBe("Zürich");
  });

  test("is as long as it has code points, after it was brought into its form", () => {
    const short = line({ min: 2, max: 3 });
    expect(
      ["👍", "👍👍👍", "👍👍👍👍", "abcd", " a ", "u\u0308u\u0308u\u0308"].map((said) => accepts(short, said)),
    ).toEqual([false, true, false, false, false, true]);
  });

  test("says which rule it broke", () => {
    const faults = (said: unknown) => Title.safeParse(said).error?.issues.map(({ message }) => message);
    expect(faults("\ud800")).toEqual(["must hold whole characters"]);
    expect(faults("\u0000")).toEqual(["must be one line without control characters"]);
    expect(faults("x".repeat(201))).toEqual(["must have at most 200 characters"]);
  });
});

describe("a name", () => {
  test("may be written in any script, with joiners and emoji", () => {
    for (const name of ["Ana", "علی\u200cرضا", "👩🏽‍🚀 Zoë", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 Fan", "नेहा", "क्\u200dष", "O’Neill, Jr."]) {
      expect([name, DisplayName.safeParse(name).data]).toEqual([name, name]);
    }
  });

  test("cannot turn the direction of what follows it, and shows something", () => {
    for (const name of [
      "",
      "Ana\u202Egnp.exe",
      "\u2066Ana",
      "A\u202AB",
      "\u200d",
      "\u3164",
      " ",
      "\u200b\u2060",
      "\ufeff",
    ]) {
      expect([name, accepts(DisplayName, name)]).toEqual([name, false]);
    }
  });
});

test("an emoji is one emoji, and no word with something of one in it", () => {
  for (const emoji of ["👍", "👍🏽", "❤", "❤️", "👩‍🚀", "👨🏻‍❤️‍💋‍👨🏿", "🏳️‍🌈", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "5️⃣", "#⃣", "🫨", "©️"]) {
    expect([emoji, accepts(Emoji, emoji)]).toEqual([emoji, true]);
  }
  for (const none of ["abc5", "5", "#", "", " ", "a", "👍👍", "👍 ", "👍a", "\u200d", "\ufe0f", "🇩", "\u20e3", "<b>"]) {
    expect([none, accepts(Emoji, none)]).toEqual([none, false]);
  }
});
