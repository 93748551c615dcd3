import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useWords } from "../provider.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface DeskSectionProps {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly ReactNode[];
  /** In the place of rows, when there are none. */
  readonly empty: string;
}

const SHOWN = 50;

/** One list of the desk, with how many there are. Long ones begin with their first part. */
export function DeskSection({ name, title, rows, empty }: DeskSectionProps) {
  const { number } = useWords();
  const texts = useDeskTexts();
  const [shown, setShown] = useState(SHOWN);
  const id = useId();
  return (
    <section className="parlor-desk-section" data-list={name} aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {rows.length > 0 && <span className="parlor-count">{number(rows.length)}</span>}
      </h2>
      {rows.length === 0 ? <p className="parlor-hint">{empty}</p> : <ul onKeyDown={walk}>{rows.slice(0, shown)}</ul>}
      {rows.length > shown && (
        <button type="button" className="parlor-link" onClick={() => setShown(shown + 4 * SHOWN)}>
          {texts.more(rows.length - shown)}
        </button>
      )}
    </section>
  );
}

/** Arrow keys go from row to row. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
}
