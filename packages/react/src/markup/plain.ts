import { type Block, type Inline, parseMarkup } from "./markup.ts";

/** A text in one line without its marks, for where it is only pointed at. What it quotes itself is left out. */
export function plainLine(text: string): string {
  const blocks = parseMarkup(text);
  const own = blocks.filter(({ kind }) => kind !== "quote");
  const line = (own.length > 0 ? own : blocks).map(wordsOf).join(" ");
  return line.replaceAll(/\s+/gu, " ").trim();
}

function wordsOf(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return inline(block.inlines);
    case "quote":
      return block.blocks.map(wordsOf).join(" ");
    case "list":
      return block.items.map(inline).join(", ");
    case "code":
      return block.text;
  }
}

const inline = (inlines: readonly Inline[]): string =>
  inlines
    .map((one) => {
      switch (one.kind) {
        case "bold":
        case "italic":
        case "strike":
          return inline(one.inlines);
        case "mention":
          return `@${one.name}`;
        default:
          return one.text;
      }
    })
    .join("");
