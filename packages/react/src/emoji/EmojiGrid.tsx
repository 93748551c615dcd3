import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { isTouch } from "../composer/ime.ts";
import { focusedAround } from "../feedback/focused.ts";
import { useWords } from "../provider.tsx";
import { EMOJI, emojiNamed } from "./emoji.ts";
import { rememberEmoji, usedOften } from "./recent.ts";

const COLUMNS = 8;

/** A grid that arrow keys walk through, below a field to search in. */
export function EmojiGrid({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const { texts } = useWords();
  const [search, setSearch] = useState("");
  const [often] = useState(usedOften);
  const grid = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => emojiNamed(search), [search]);

  // After the popover around it is shown. On a touch screen, the field would bring the keyboard over what one picks from.
  useEffect(() => (isTouch() ? grid : field).current?.focus(), []);

  const pick = (emoji: string) => {
    rememberEmoji(emoji);
    onPick(emoji);
  };

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...(grid.current?.querySelectorAll("button") ?? [])];
    const focused = focusedAround(event.currentTarget);
    const at = buttons.findIndex((button) => button === focused);
    const forward = event.currentTarget.matches(":dir(rtl)") ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
    if (step === undefined || (at < 0 && event.key !== "ArrowDown")) return;
    event.preventDefault();
    if (at >= 0 && at + step < 0) return field.current?.focus();
    buttons[at < 0 ? 0 : Math.min(at + step, buttons.length - 1)]?.focus();
  };

  const row = (emoji: { readonly unicode: string; readonly label: string }) => (
    <button
      key={emoji.unicode}
      type="button"
      className="parlor-icon-button"
      data-emoji
      aria-label={emoji.label}
      title={emoji.label}
      onClick={() => pick(emoji.unicode)}
    >
      {emoji.unicode}
    </button>
  );

  return (
    <div onKeyDown={move}>
      <input
        type="search"
        ref={field}
        value={search}
        placeholder={texts.searchEmoji}
        aria-label={texts.searchEmoji}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          const first = shown[0]?.emoji[0];
          if (event.key === "Enter" && search !== "" && first) pick(first.unicode);
        }}
      />
      <div ref={grid} className="parlor-emoji-grid" tabIndex={-1}>
        {search === "" && often.length > 0 && (
          <section aria-label={texts.recentEmoji}>
            <h3>{texts.recentEmoji}</h3>
            <div>{EMOJI.filter(({ unicode }) => often.includes(unicode)).map(row)}</div>
          </section>
        )}
        {shown.map(({ group, emoji }) => (
          <section key={group} aria-label={texts.emojiGroups[group]}>
            <h3>{texts.emojiGroups[group]}</h3>
            <div>{emoji.map(row)}</div>
          </section>
        ))}
        {shown.length === 0 && <p className="parlor-hint">{texts.noEmoji}</p>}
      </div>
    </div>
  );
}
