import type { QueueId, UserId } from "@parlor/protocol";
import type { ReactNode } from "react";
import { useMe } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";
import { Avatar } from "../people/Avatar.tsx";
import { useQueue } from "./hooks.ts";
import { colleaguesOf } from "./lists.ts";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface ColleaguePickerProps {
  readonly queue: QueueId;
  /** Besides oneself. */
  readonly without: readonly (UserId | undefined)[];
  readonly isBusy: boolean;
  readonly onPick: (colleague: UserId) => void;
  /** Other choices, before the people. */
  readonly children?: ReactNode;
}

/** Somebody else who works the queue. */
export function ColleaguePicker({ queue, without, isBusy, onPick, children }: ColleaguePickerProps) {
  const { state } = useQueue(queue);
  const me = useMe()?.id;
  const texts = useDeskTexts();
  const colleagues = state ? colleaguesOf(state, [me, ...without]) : [];
  return (
    <ul className="parlor-choices">
      {children}
      {colleagues.map(({ id, name, isFree, holds }) => (
        <li key={id}>
          <button
            type="button"
            className="parlor-choice-button"
            aria-busy={isBusy || undefined}
            onClick={() => onPick(id)}
          >
            <Avatar id={id} name={name} />
            <span>
              <strong dir="auto">{cleanName(name)}</strong>
              <small>{isFree ? texts.free : texts.holds(holds)}</small>
            </span>
          </button>
        </li>
      ))}
      {colleagues.length === 0 && <li className="parlor-note">{texts.noColleague}</li>}
    </ul>
  );
}
