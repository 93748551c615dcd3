import { useEffect } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { Avatar } from "../people/Avatar.tsx";
import { useWords } from "../provider.tsx";
import type { SuggestionsState } from "./use-suggestions.ts";

type SuggestionsProps = Pick<SuggestionsState, "people" | "active" | "pick"> & { readonly id: string };

/** The focus stays in the field; this only shows what the field points at. */
export function Suggestions({ id, people, active, pick }: SuggestionsProps) {
  const { texts } = useWords();
  const announce = useAnnounce();
  const count = people.length;
  useEffect(() => {
    if (count > 0) announce(texts.suggestionCount(count));
  }, [count, announce, texts]);

  if (count === 0) return null;
  return (
    <div role="listbox" id={id} aria-label={texts.suggestions} className="parlor-suggestions">
      {people.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // Before the field loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            pick(person);
          }}
        >
          <Avatar id={person.id} name={person.name} />
          <bdi className="parlor-name">{person.name}</bdi>
        </div>
      ))}
    </div>
  );
}
