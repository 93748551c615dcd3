import { Fragment, memo, type ReactNode, useMemo } from "react";
import { cleanText } from "./clean.ts";
import { type Block, type Inline, type Named, parseMarkup } from "./markup.ts";

export interface MessageTextProps {
  readonly text: string;
  /** Who is named in it; their "@name" stands out. */
  readonly mentioned?: readonly Named[];
  /** Is named in it, and sees it. */
  readonly me?: string | undefined;
}

const NOBODY: readonly Named[] = [];
const ONLY_EMOJI =
  /^(?:\s*(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Extended_Pictographic})(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Emoji})*){1,6}\s*$/u;

/** What somebody wrote, as elements: never as HTML. */
export const MessageText = memo(function MessageText({ text, mentioned = NOBODY, me }: MessageTextProps) {
  const blocks = useMemo(() => parseMarkup(cleanText(text), mentioned), [text, mentioned]);
  const isLarge = text.length < 80 && ONLY_EMOJI.test(text);
  return (
    <div className="parlor-text" dir="auto" data-emoji-only={isLarge || undefined}>
      {blocks.map((block, index) => (
        <Fragment key={index}>{drawBlock(block, me)}</Fragment>
      ))}
    </div>
  );
});

function drawBlock(block: Block, me: string | undefined): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return <p dir="auto">{drawInlines(block.inlines, me)}</p>;
    case "quote":
      return (
        <blockquote>
          {block.blocks.map((inner, index) => (
            <Fragment key={index}>{drawBlock(inner, me)}</Fragment>
          ))}
        </blockquote>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index} dir="auto">
          {drawInlines(item, me)}
        </li>
      ));
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case "code":
      return (
        // Reached by keyboard, because it scrolls.
        <pre dir="ltr" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
  }
}

function drawInlines(inlines: readonly Inline[], me: string | undefined): ReactNode {
  return inlines.map((inline, index) => <Fragment key={index}>{drawInline(inline, me)}</Fragment>);
}

function drawInline(inline: Inline, me: string | undefined): ReactNode {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return <code dir="ltr">{inline.text}</code>;
    case "bold":
      return <strong>{drawInlines(inline.inlines, me)}</strong>;
    case "italic":
      return <em>{drawInlines(inline.inlines, me)}</em>;
    case "strike":
      return <s>{drawInlines(inline.inlines, me)}</s>;
    case "link":
      return (
        <a href={inline.href} target="_blank" rel="noopener noreferrer nofollow ugc" dir="ltr">
          {inline.text}
        </a>
      );
    case "mention":
      return (
        <span className="parlor-mention" data-me={inline.user === me || undefined}>
          @<bdi>{inline.name}</bdi>
        </span>
      );
  }
}
