import { webAddress } from "./web-address.ts";

/** A text as people mean it: a few marks around words, and lists, quotes and code. There is no HTML in it. */
export type Block =
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "list"; readonly start: number | undefined; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "code"; readonly text: string };

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly inlines: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly text: string }
  | { readonly kind: "mention"; readonly user: string; readonly name: string };

export interface Named {
  readonly user: string;
  readonly name: string;
}

const DEEPEST = 4;
const BULLET = /^\s{0,3}[-*•]\s+(.*)$/u;
const NUMBERED = /^\s{0,3}(\d{1,9})[.)]\s+(.*)$/u;
const QUOTED = /^\s{0,3}>\s?(.*)$/u;
const FENCE = /^\s{0,3}```[^`]*$/u;

export function parseMarkup(text: string, mentioned: readonly Named[] = []): readonly Block[] {
  return blocksOf(text.split(/\r\n?|\n/u), byLength(mentioned), 0);
}

function blocksOf(lines: readonly string[], mentioned: readonly Named[], depth: number): readonly Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    const body = paragraph.join("\n").replaceAll(/^\n+|\n+$/gu, "");
    if (body !== "") blocks.push({ kind: "paragraph", inlines: inlinesOf(body, mentioned) });
    paragraph = [];
  };

  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? "";
    const block = fence(lines, at) ?? quote(lines, at, mentioned, depth) ?? list(lines, at, mentioned);
    if (block) {
      endParagraph();
      blocks.push(block.block);
      at = block.next;
    } else {
      if (line.trim() === "" && paragraph.length > 0) endParagraph();
      else paragraph.push(line);
      at += 1;
    }
  }
  endParagraph();
  return blocks;
}

type Found = { readonly block: Block; readonly next: number } | undefined;

/** Without its end, it is code to the end: as while it is being written. */
function fence(lines: readonly string[], at: number): Found {
  if (!FENCE.test(lines[at] ?? "")) return undefined;
  const end = lines.findIndex((line, index) => index > at && /^\s{0,3}```\s*$/u.test(line));
  const last = end < 0 ? lines.length : end;
  return { block: { kind: "code", text: lines.slice(at + 1, last).join("\n") }, next: last + 1 };
}

function quote(lines: readonly string[], at: number, mentioned: readonly Named[], depth: number): Found {
  if (depth >= DEEPEST || !QUOTED.test(lines[at] ?? "")) return undefined;
  const inside = takeWhile(lines, at, (line) => QUOTED.exec(line)?.[1]);
  return { block: { kind: "quote", blocks: blocksOf(inside, mentioned, depth + 1) }, next: at + inside.length };
}

function list(lines: readonly string[], at: number, mentioned: readonly Named[]): Found {
  const number = NUMBERED.exec(lines[at] ?? "")?.[1];
  const pattern = number === undefined ? BULLET : NUMBERED;
  const items = takeWhile(lines, at, (line) => pattern.exec(line)?.at(-1));
  if (items.length === 0) return undefined;
  const start = number === undefined ? undefined : Number(number);
  return {
    block: { kind: "list", start, items: items.map((item) => inlinesOf(item, mentioned)) },
    next: at + items.length,
  };
}

function takeWhile(lines: readonly string[], at: number, inside: (line: string) => string | undefined): string[] {
  const taken: string[] = [];
  for (let line = lines[at]; line !== undefined; line = lines[at + taken.length]) {
    const text = inside(line);
    if (text === undefined) break;
    taken.push(text);
  }
  return taken;
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>"'`]{1,2000}/iuy;
const CODE = /(`{1,2})(?!`)([^`\n](?:[^`\n]|`(?!\1))*?)\1(?!`)/uy;
const MARKED = [
  { kind: "bold", pattern: /\*\*(?=\S)((?:[^*\n]|\*(?!\*)){1,2000}?\S?)\*\*/uy },
  { kind: "strike", pattern: /~~(?=\S)([^~\n]{1,2000})~~/uy },
  { kind: "italic", pattern: /\*(?=[^\s*])([^*\n]{0,2000}[^\s*])\*(?!\*)/uy },
  { kind: "italic", pattern: /_(?=[^\s_])([^_\n]{0,2000}[^\s_])_(?![\p{L}\p{N}_])/uy },
] as const;
/** Where something may begin. Everything before it is plain. */
const BEGINS = /[`*_~@]|https?:\/\/|www\./giu;

function inlinesOf(text: string, mentioned: readonly Named[], depth = 0): readonly Inline[] {
  const inlines: Inline[] = [];
  let plainFrom = 0;
  const begins = new RegExp(BEGINS);
  for (let begin = begins.exec(text); begin; begin = begins.exec(text)) {
    const at = begin.index;
    const found = inlineAt(text, at, mentioned, depth);
    if (!found) continue;
    if (at > plainFrom) inlines.push({ kind: "text", text: text.slice(plainFrom, at) });
    inlines.push(found.inline);
    plainFrom = at + found.length;
    begins.lastIndex = plainFrom;
  }
  if (plainFrom < text.length) inlines.push({ kind: "text", text: text.slice(plainFrom) });
  return inlines;
}

function inlineAt(
  text: string,
  at: number,
  mentioned: readonly Named[],
  depth: number,
): { inline: Inline; length: number } | undefined {
  const startsWord = !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
  const code = match(CODE, text, at);
  if (code) return { inline: { kind: "code", text: code[2] ?? "" }, length: code[0].length };
  if (startsWord && text[at] === "@") return mentionAt(text, at, mentioned);
  const link = startsWord && match(LINK, text, at);
  if (link) return linkFrom(link[0]);
  if (depth >= DEEPEST) return undefined;

  for (const { kind, pattern } of MARKED) {
    if (text[at] === "_" && !startsWord) continue;
    const marked = match(pattern, text, at);
    if (marked) {
      const inlines = inlinesOf(marked[1] ?? "", mentioned, depth + 1);
      return { inline: { kind, inlines }, length: marked[0].length };
    }
  }
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function mentionAt(
  text: string,
  at: number,
  mentioned: readonly Named[],
): { inline: Inline; length: number } | undefined {
  const rest = text.slice(at + 1, at + 70);
  const named = mentioned.find(({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)));
  return named && { inline: { kind: "mention", ...named }, length: named.name.length + 1 };
}

/** "Ana Maria" before "Ana". */
const byLength = (mentioned: readonly Named[]) => [...mentioned].sort((a, b) => b.name.length - a.name.length);

/** The sentence goes on after a link: its full stop is no part of it, and a bracket only when it was opened there. */
function linkFrom(found: string): { inline: Inline; length: number } | undefined {
  let text = found.replace(/[.,;:!?'"*_~]+$/u, "");
  while (/[)\]]$/u.test(text) && count(text, /[([]/gu) < count(text, /[)\]]/gu)) {
    text = text.slice(0, -1).replace(/[.,;:!?'"*_~]+$/u, "");
  }
  const href = webAddress(text);
  return href === undefined ? undefined : { inline: { kind: "link", href, text }, length: text.length };
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
