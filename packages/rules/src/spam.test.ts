import { describe, expect, test } from "bun:test";
import type { SpamPolicy } from "@parlor/protocol";
import { checkSpam, type RecentTexts, rememberText } from "./spam.ts";
import { kindOf } from "./testing/world.ts";

const policy = kindOf("cafe").spam as SpamPolicy;
const MINUTE = 60_000;
const passes = (text: string) => checkSpam(policy, text, [], 0);

describe("a café takes for spam", () => {
  test("the same text again within five minutes, whatever its spaces and capitals, and says when it may come again", () => {
    const recent = rememberText(policy, [], "Good  morning", 0);
    expect(checkSpam(policy, " good Morning ", recent, MINUTE)).toEqual({
      ok: false,
      code: "repeated",
      reason: "You have just said the same. It can be sent again in 4 minutes.",
      retryAfterMs: 4 * MINUTE,
    });
    expect(checkSpam(policy, "good evening", recent, MINUTE)).toEqual({ ok: true });
    expect(checkSpam(policy, "good morning", recent, 5 * MINUTE)).toEqual({ ok: true });
  });

  test.each([
    ["THIS IS SHOUTING", false],
    ["THIS is SHOUTing a bit", true],
    ["HELLO OK", true],
    ["12345 67890 !!!", true],
    ["ЭТО ОЧЕНЬ ГРОМКО", false],
    ["これは静かです、これは静かです", true],
  ])("more than half capitals from ten letters on: %p passes: %p", (text, ok) => {
    expect(passes(text).ok).toBe(ok);
  });

  test.each([
    ["https://a.example and http://b.example", true],
    ["https://a.example http://b.example www.c.example", false],
    ["HTTPS://A.example www.b.example https://c.example", false],
    ["see a.b and c.d and e.f", true],
  ])("more than two links: %p passes: %p", (text, ok) => {
    expect(passes(text).ok).toBe(ok);
  });

  test.each([
    ["soooooo good", true],
    ["sooooooo good", false],
    ["nOoOoO0oOoOo", true],
    ["nOoOoOoO", false],
    ["wow!!!!!!!!!!!!", true],
    ["дааааааа", false],
  ])("a letter more than six times in a row: %p passes: %p", (text, ok) => {
    expect(passes(text).ok).toBe(ok);
  });

  test("nothing is remembered longer or more than needed", () => {
    let recent: RecentTexts = [];
    for (let i = 0; i < 1_000; i++) recent = rememberText(policy, recent, `text ${i}`, i);
    expect(recent.length).toBe(200);
    expect(rememberText(policy, recent, "later", 10 * MINUTE)).toHaveLength(1);
  });

  test("what is switched off passes", () => {
    const off: SpamPolicy = { ...policy, repeatWithin: "0s", capitals: 1, links: 100, repeatedLetters: 100 };
    const text = "AAAAAAAAAAAAAAAAAAAA https://a.a https://b.b https://c.c";
    expect(checkSpam(off, text, rememberText(off, [], text, 0), 0)).toEqual({ ok: true });
  });
});
