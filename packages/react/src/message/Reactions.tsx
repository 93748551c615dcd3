import type { Reaction, UserId } from "@parlor/protocol";
import { useWords } from "../provider.tsx";

export interface ReactionsProps {
  readonly reactions: readonly Reaction[];
  readonly me: UserId | undefined;
  readonly nameOf: (user: UserId) => string;
  /** Absent when one may not. */
  readonly onToggle: ((emoji: string, on: boolean) => void) | undefined;
}

const NAMED = 10;

export function Reactions({ reactions, me, nameOf, onToggle }: ReactionsProps) {
  const { texts, list, number } = useWords();
  const namesOf = (by: readonly UserId[]) => {
    const names = by.slice(0, NAMED).map((id) => (id === me ? texts.you : nameOf(id)));
    return list(by.length > NAMED ? [...names, texts.andOthers(by.length - NAMED)] : names);
  };
  return (
    <div className="parlor-reactions">
      {reactions.map(({ emoji, by }) => {
        const isMine = me !== undefined && by.includes(me);
        const names = namesOf(by);
        return (
          <button
            key={emoji}
            type="button"
            className="parlor-reaction"
            aria-pressed={isMine}
            title={names}
            disabled={!onToggle}
            onClick={() => onToggle?.(emoji, !isMine)}
          >
            <span>{emoji}</span> <span className="parlor-count">{number(by.length)}</span>
            <span className="parlor-hidden">{texts.reactedBy(names)}</span>
          </button>
        );
      })}
    </div>
  );
}
