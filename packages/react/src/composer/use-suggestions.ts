import { type KeyboardEvent, type RefObject, useMemo, useState } from "react";
import { usePresence } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import type { RoomFacts } from "../room/room-facts.ts";
import { peopleNamed, type Person, wantedName } from "./mentions.ts";

export interface SuggestionsState {
  readonly people: readonly Person[];
  /** Undefined until an arrow key was used: only then may the field point at one (measured with screen readers). */
  readonly active: number | undefined;
  readonly pick: (person: Person) => void;
  /** True when the key was meant for the suggestions. */
  readonly pressed: (event: KeyboardEvent) => boolean;
  readonly moved: () => void;
  readonly close: () => void;
}

interface Sources {
  readonly text: string;
  readonly state: RoomFacts | undefined;
  readonly me: string | undefined;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** People to mention, for the "@" that is being written. */
export function useSuggestions({ text, state, me, field }: Sources): SuggestionsState {
  const { lang } = useWords();
  const { room, draft } = useCurrentRoom();
  const here = usePresence(room)?.people;
  const [cursor, setCursor] = useState<number>();
  const [active, setActive] = useState<number>();
  const [closedAt, setClosedAt] = useState<number>();

  const wanted = cursor === undefined ? undefined : wantedName(text, cursor);
  const isClosed = wanted === undefined || wanted.from === closedAt;
  const search = isClosed ? undefined : wanted.search;
  const members = state?.members;
  const people = useMemo(() => {
    if (search === undefined || !members) return [];
    const others = [...members.values()].filter(({ id }) => id !== me);
    return peopleNamed(
      others.map(({ id, name }) => ({ id, name: cleanName(name) })),
      search,
      lang,
      (id) => here?.some((one) => one.id === id) ?? true,
    );
  }, [search, members, me, lang, here]);

  const close = () => {
    setClosedAt(wanted?.from);
    setActive(undefined);
  };

  const pick = (person: Person) => {
    if (!wanted || cursor === undefined) return;
    const before = `${text.slice(0, wanted.from)}@${person.name} `;
    draft.pick(before + text.slice(cursor), person.id, person.name);
    setActive(undefined);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  };

  const pressed = (event: KeyboardEvent): boolean => {
    if (people.length === 0) return false;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        const step = event.key === "ArrowDown" ? 1 : -1;
        const from = active ?? (step === 1 ? -1 : people.length);
        setActive((from + step + people.length) % people.length);
        break;
      }
      case "Enter":
      case "Tab": {
        // Without an arrow key, Enter sends what was written, unless a name was begun.
        const person = people[active ?? (search === "" ? -1 : 0)];
        if (!person) return false;
        pick(person);
        break;
      }
      case "Escape":
        close();
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  };

  return {
    people,
    active: active !== undefined && active < people.length ? active : undefined,
    pick,
    pressed,
    // Where nobody is named, it matters to nothing, and every key would draw the field a second time.
    moved: () => setCursor(field.current?.value.includes("@") ? field.current.selectionStart : undefined),
    close,
  };
}
