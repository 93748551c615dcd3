import { describe, expect, test } from "bun:test";
import { type Block, type Inline, parseMarkup } from "./markup.ts";

/** The tree as a line, so that a table can be read. */
const drawn = (text: string) =>
  parseMarkup(text, [
    { user: "u1", name: "Ana Maria" },
    { user: "u2", name: "Ana" },
  ])
    .map(block)
    .join(" ");
const block = (one: Block): string => {
  switch (one.kind) {
    case "paragraph":
      return `p(${line(one.inlines)})`;
    case "quote":
      return `quote(${one.blocks.map(block).join(" ")})`;
    case "list":
      return `${one.start === undefined ? "ul" : `ol${one.start}`}(${one.items.map(line).join("|")})`;
    case "code":
      return `code(${one.text.replaceAll("\n", "⏎")})`;
  }
};
const line = (inlines: readonly Inline[]): string =>
  inlines
    .map((one) => {
      switch (one.kind) {
        case "text":
          return one.text;
        case "code":
          return `[code ${one.text}]`;
        case "link":
          return `[link ${one.text}→${one.href}]`;
        case "mention":
          return `[@${one.user}]`;
        default:
          return `[${one.kind} ${line(one.inlines)}]`;
      }
    })
    .join("");

test.each([
  ["plain words", "p(plain words)"],
  [
    "**bold** and *italic* and _also_ and ~~gone~~",
    "p([bold bold] and [italic italic] and [italic also] and [strike gone])",
  ],
  ["**bold with *italic* in it**", "p([bold bold with [italic italic] in it])"],
  ["2 * 3 * 4 and a_b_c and ** no **", "p(2 * 3 * 4 and a_b_c and ** no **)"],
  ["`**not bold**` and ``a ` b``", "p([code **not bold**] and [code a ` b])"],
  ["one\ntwo\n\nthree", "p(one\ntwo) p(three)"],
  ["- a\n- **b**\nafter", "ul(a|[bold b]) p(after)"],
  ["3. a\n4. b", "ol3(a|b)"],
  ["> said\n> > before\nanswer", "quote(p(said) quote(p(before))) p(answer)"],
  ["```ts\nlet a = 1;\n  b\n```\nafter", "code(let a = 1;⏎  b) p(after)"],
  ["```\nopen to the end", "code(open to the end)"],
  ["hello @Ana Maria, and @Ana!", "p(hello [@u1], and [@u2]!)"],
  ["mail me@Ana.org, @Anabel", "p(mail me@Ana.org, @Anabel)"],
])("%j is drawn as %s", (text, expected) => expect(drawn(text)).toBe(expected));

describe("links", () => {
  test.each([
    ["see https://example.com/a_b_c.", "p(see [link https://example.com/a_b_c→https://example.com/a_b_c].)"],
    ["(www.example.com)", "p(([link www.example.com→https://www.example.com/]))"],
    [
      "https://en.wikipedia.org/wiki/Tea_(meal)!",
      "p([link https://en.wikipedia.org/wiki/Tea_(meal)→https://en.wikipedia.org/wiki/Tea_(meal)]!)",
    ],
  ])("%j leads where it says", (text, expected) => expect(drawn(text)).toBe(expected));

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "https://",
    "[click](javascript:alert(1))",
    "xhttps://example.com",
  ])("%j leads nowhere", (text) => expect(drawn(text)).toBe(`p(${text})`));
});

test("HTML is only letters", () => {
  const html = `<img src=x onerror="alert(1)"><b>no</b>`;
  expect(drawn(html)).toBe(`p(${html})`);
});

test("no text takes long, however it tries", () => {
  const hostile = [
    "**".repeat(5_000),
    "*a ".repeat(3_000),
    "`".repeat(10_000),
    "> ".repeat(5_000),
    "_a".repeat(5_000),
    "(".repeat(9_000),
    `https://${"a)".repeat(4_000)}`,
  ];
  for (const text of hostile) {
    const startedAt = process.cpuUsage().user;
    parseMarkup(text.slice(0, 10_000));
    // A hundredfold of what it takes, so that a busy machine does not matter, and a squared search does.
    expect(process.cpuUsage().user - startedAt).toBeLessThan(1_000_000);
  }
});
