import { type FormEvent, useEffect, useId, useState } from "react";
import { cleanText } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import type { Texts } from "../texts/en.ts";
import { useObservable } from "../use-observable.ts";
import type { ReceivingLobby } from "./lobby-for.ts";

export interface ReceivingBarProps {
  readonly lobby: ReceivingLobby;
  /** What the account or token says one receives people about. */
  readonly interests: readonly string[];
}

/** For those who receive people: whether they do, and about what. With interests of their own they begin by arriving. */
export function ReceivingBar({ lobby, interests }: ReceivingBarProps) {
  const { texts, list } = useWords();
  const receiving = useObservable(lobby.receiving);
  const [isChanging, setChanging] = useState(false);
  const [fault, setFault] = useState<string>();
  const asks = receiving === undefined && interests.length === 0;

  const attempt = (act: Promise<unknown>) => {
    setFault(undefined);
    act.catch((error: unknown) => setFault(sentenceOf(error, texts)));
  };
  useEffect(() => {
    if (interests.length === 0 || lobby.wasAsked()) return;
    // Once on arriving: what one chooses afterwards stays.
    lobby.receive(interests).catch((error: unknown) => setFault(sentenceOf(error, texts)));
  }, [lobby, interests, texts]);

  return (
    <section className="parlor-receiving" data-on={receiving !== undefined || undefined}>
      <div className="parlor-receiving-now">
        <p aria-live="polite">
          <strong>
            {receiving === undefined
              ? texts.lobby.notReceiving
              : receiving.length > 0
                ? texts.lobby.receivingAbout(list(receiving))
                : texts.lobby.receiving}
          </strong>
          <span className="parlor-note">{texts.lobby.receiveHint}</span>
        </p>
        {receiving !== undefined && (
          <button
            type="button"
            className="parlor-link"
            aria-expanded={isChanging}
            onClick={() => setChanging(!isChanging)}
          >
            {texts.lobby.change}
          </button>
        )}
        {!asks && (
          <button
            type="button"
            className="parlor-button"
            data-primary={receiving === undefined || undefined}
            onClick={() => attempt(receiving === undefined ? lobby.receive(interests) : lobby.stopReceiving())}
          >
            {receiving === undefined ? texts.lobby.receive : texts.lobby.stopReceiving}
          </button>
        )}
      </div>
      {(asks || (isChanging && receiving !== undefined)) && (
        <SubjectsForm
          subjects={receiving ?? interests}
          onSubjects={(subjects) => {
            setChanging(false);
            attempt(lobby.receive(subjects));
          }}
        />
      )}
      {fault !== undefined && (
        <p className="parlor-reason" role="alert" dir="auto">
          {cleanText(fault)}
        </p>
      )}
    </section>
  );
}

const sentenceOf = (error: unknown, texts: Texts): string =>
  error instanceof Error ? error.message : texts.somethingWrong;

interface SubjectsFormProps {
  readonly subjects: readonly string[];
  readonly onSubjects: (subjects: readonly string[]) => void;
}

function SubjectsForm({ subjects, onSubjects }: SubjectsFormProps) {
  const { texts } = useWords();
  const [text, setText] = useState(subjects.join(", "));
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = subjectsIn(text);
    if (wanted.length > 0) onSubjects(wanted);
  };
  return (
    <form className="parlor-subjects" onSubmit={submit}>
      <label htmlFor={id}>{texts.lobby.subjects}</label>
      <div>
        <input
          id={id}
          dir={text === "" ? undefined : "auto"}
          value={text}
          maxLength={500}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="parlor-button" data-primary>
          {texts.lobby.receive}
        </button>
      </div>
      <p id={`${id}-hint`} className="parlor-note">
        {texts.lobby.subjectsHint}
      </p>
    </form>
  );
}

/** Split at commas as they are written in Europe, in Arabic and in East Asia. */
const subjectsIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,،、，]/u)
      .map((subject) => subject.trim().slice(0, 200))
      .filter((subject) => subject !== ""),
  ),
];
