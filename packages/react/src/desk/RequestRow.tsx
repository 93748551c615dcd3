import { memo } from "react";
import { cleanName, cleanText } from "../markup/clean.ts";
import { Avatar } from "../people/Avatar.tsx";
import { useWords } from "../provider.tsx";
import { followLink } from "./follow-link.ts";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface RequestRowProps {
  readonly id: string;
  /** Whose face it shows. */
  readonly person?: { readonly id: string; readonly name: string };
  readonly subject: string;
  /** In one short line: how long it waits, who has it, when it was closed. */
  readonly note: string;
  readonly unread?: number;
  readonly isActive?: boolean;
  readonly isCurrent: boolean;
  readonly href: string;
  readonly onOpen: (id: string) => void;
}

/** A request among others. */
export const RequestRow = memo(function RequestRow(props: RequestRowProps) {
  const { id, person, subject, note, unread = 0, isActive, isCurrent, href, onOpen } = props;
  const { number, texts: kit } = useWords();
  const texts = useDeskTexts();
  const about = cleanText(subject) || texts.unnamed;
  const name = person && (cleanName(person.name) || kit.someone);
  return (
    <li>
      <a
        href={href}
        className="parlor-request"
        data-request={id}
        data-active={isActive || undefined}
        data-unread={unread > 0 || undefined}
        aria-current={isCurrent ? "page" : undefined}
        onClick={followLink(() => onOpen(id))}
      >
        {person && <Avatar id={person.id} name={person.name} />}
        <span className="parlor-request-about">
          <span dir="auto">
            <strong>{name ?? about}</strong>
          </span>
          {name !== undefined && <span dir="auto">{about}</span>}
          <small>{note}</small>
        </span>
        {isActive && (
          <span className="parlor-active">
            <span className="parlor-hidden">{texts.isActive}</span>
          </span>
        )}
        {unread > 0 && (
          <span className="parlor-badge">
            <span aria-hidden="true">{number(unread)}</span>
            <span className="parlor-hidden">{kit.unreadFrom(unread)}</span>
          </span>
        )}
      </a>
    </li>
  );
});
