import type { MessageRow } from "@parlor/client";
import { memo, useMemo } from "react";
import { Icon } from "../icons.tsx";
import { cleanName, cleanText } from "../markup/clean.ts";
import { MessageText } from "../markup/MessageText.tsx";
import { plainLine } from "../markup/plain.ts";
import { Avatar } from "../people/Avatar.tsx";
import { Name } from "../people/Name.tsx";
import { useWords } from "../provider.tsx";
import { isOwn } from "./own.ts";
import { Picture } from "./Picture.tsx";
import { Reactions } from "./Reactions.tsx";
import { SaidAt } from "./SaidAt.tsx";
import { StateMark, stateOf } from "./status.tsx";

export interface MessageProps {
  readonly row: MessageRow;
  readonly goesOn: boolean;
  readonly me: string | undefined;
  /** The same object as long as no name changed. */
  readonly people: People;
  /** What it answers, when that is at hand. */
  readonly answered?: MessageRow | "unknown" | undefined;
  /** Just jumped to. */
  readonly isFound?: boolean;
  readonly act: MessageActs;
}

export interface People {
  readonly nameOf: (user: string) => string;
  readonly roleOf: (row: MessageRow) => string | undefined;
}

/** What can be done with a message from where it stands. Always the same object. */
export interface MessageActs {
  readonly react: (row: MessageRow, emoji: string, on: boolean) => void;
  readonly mayReact: (row: MessageRow) => boolean;
  readonly retry: (row: MessageRow) => void;
  readonly discard: (row: MessageRow) => void;
  readonly jump: (seq: number) => void;
}

const QUOTE_CHARS = 160;

/** One message, as it is now. */
export const Message = memo(function Message({ row, goesOn, me, people, answered, isFound, act }: MessageProps) {
  const words = useWords();
  const { texts } = words;
  const { message, actor, at } = row;
  const isMine = isOwn(row, me);
  const name = message.name ?? (isMine ? texts.you : texts.someone);
  const state = stateOf(row, texts);
  // Where it takes no room of its own: what is confirmed stays as high as it was.
  const mark = state && !row.refusal ? <StateMark {...state} /> : undefined;
  const role = people.roleOf(row);
  const namesMe = me !== undefined && !isMine && (message.mentions?.includes(me) ?? false);
  const mentioned = useMemo(
    () => message.mentions?.map((user) => ({ user, name: people.nameOf(user) })),
    [message.mentions, people],
  );

  return (
    <div
      className="parlor-message"
      data-goes-on={goesOn || undefined}
      data-own={isMine || undefined}
      data-stage={row.refusal ? "failed" : row.stage}
      data-names-me={namesMe || undefined}
      data-found={isFound || undefined}
    >
      {answered !== undefined && message.replyTo !== undefined && (
        <Answered answered={answered} onJump={() => message.replyTo !== undefined && act.jump(message.replyTo)} />
      )}
      {(mark || !goesOn) && (
        <div className="parlor-gutter">{goesOn ? mark : <Avatar id={actor ?? name} name={name} />}</div>
      )}
      <div className="parlor-body">
        {!goesOn && (
          <div className="parlor-byline">
            <Name name={name} guest={message.guest} />
            {role !== undefined && <span className="parlor-role">{role}</span>}
            <SaidAt at={at} />
            {mark}
          </div>
        )}
        {message.deleted ? (
          <p className="parlor-deleted">{deletedText(row, me, words.texts, name)}</p>
        ) : (
          <>
            <MessageText text={message.text ?? ""} me={me} {...(mentioned && { mentioned })} />
            <Picture text={message.text ?? ""} />
          </>
        )}
        {message.editedAt !== undefined && !message.deleted && (
          <div className="parlor-footnote">
            <span title={words.moment(message.editedAt)}>{texts.edited}</span>
          </div>
        )}
        {row.refusal && state && (
          <div className="parlor-failure">
            <Icon name="warn" />
            <span>
              <strong>{state.text}.</strong> {row.refusal.message}
            </span>
            <button type="button" className="parlor-link" onClick={() => act.retry(row)}>
              {texts.retry}
            </button>
            <button type="button" className="parlor-link" onClick={() => act.discard(row)}>
              {texts.discard}
            </button>
          </div>
        )}
        {message.reactions && message.reactions.length > 0 && (
          <Reactions
            reactions={message.reactions}
            me={me}
            nameOf={people.nameOf}
            onToggle={act.mayReact(row) ? (emoji, on) => act.react(row, emoji, on) : undefined}
          />
        )}
      </div>
    </div>
  );
});

function Answered({ answered, onJump }: { readonly answered: MessageRow | "unknown"; readonly onJump: () => void }) {
  const { texts } = useWords();
  const isKnown = answered !== "unknown";
  const name = isKnown ? cleanName(answered.message.name ?? texts.someone) : "";
  const said = isKnown && !answered.message.deleted ? (answered.message.text ?? "") : undefined;
  const line = useMemo(
    () => (said === undefined ? undefined : plainLine(cleanText(said)).slice(0, QUOTE_CHARS)),
    [said],
  );
  return (
    <button type="button" className="parlor-answered" onClick={onJump} tabIndex={-1}>
      <Icon name="reply" />
      {isKnown ? (
        <>
          <bdi className="parlor-name">{name}</bdi>
          <span className="parlor-quote" dir="auto">
            {line ?? texts.deletedQuote}
          </span>
        </>
      ) : (
        <span className="parlor-quote">{texts.repliedToEarlier}</span>
      )}
    </button>
  );
}

function deletedText(
  { message, actor }: MessageRow,
  me: string | undefined,
  texts: ReturnType<typeof useWords>["texts"],
  name: string,
): string {
  if (message.deleted?.by !== actor) return texts.deletedByOther;
  return actor === me ? texts.deletedByYou : texts.deletedByAuthor(cleanName(name));
}
