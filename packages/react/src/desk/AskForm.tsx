import type { QueueSummary, RequestId } from "@parlor/protocol";
import { type FormEvent, useId } from "react";
import { charactersLeft, COUNT_FROM_LEFT, spokenLeft } from "../composer/characters-left.ts";
import { useMe } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { useChatClient, useWords } from "../provider.tsx";
import { Fault } from "./Fault.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";
import { useKeptText } from "./use-kept-text.ts";
import { locationIn, type Position, useSharedPosition } from "./use-position.ts";

export interface AskFormProps {
  readonly queue: QueueSummary;
  readonly onAsked: (request: RequestId) => void;
}

/** Asking for help: what it is about, what happened, and where one is if one wants to say so. */
export function AskForm(props: AskFormProps) {
  // What one wrote at one desk is not for another.
  return <OneAskForm key={props.queue.queue} {...props} />;
}

function OneAskForm({
  queue: { queue, location: maySayWhere, maxLength = Number.POSITIVE_INFINITY },
  onAsked,
}: AskFormProps) {
  const client = useChatClient();
  const { texts: kit } = useWords();
  const texts = useDeskTexts();
  const { run, isBusy, fault } = useAct();
  const { position, share } = useSharedPosition(queue);
  const me = useMe()?.id;
  const kept = me === undefined ? undefined : `parlor request ${me} ${queue}`;
  const [subject, setSubject] = useKeptText(kept && `${kept} subject`);
  const [description, setDescription] = useKeptText(kept && `${kept} description`);
  const id = useId();
  const left = charactersLeft(description, maxLength);

  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const location = locationIn(position);
    const asked = await run((key) =>
      client.ask("request_help", { queue, key, subject, description, ...(location && { location }) }),
    );
    if (!asked) return;
    setSubject("");
    setDescription("");
    onAsked(asked.request);
  };
  return (
    <form className="parlor-desk-form" data-ask onSubmit={(event) => void ask(event)}>
      <label htmlFor={`${id}-subject`}>{texts.subject}</label>
      <input
        id={`${id}-subject`}
        dir="auto"
        value={subject}
        placeholder={texts.subjectPlaceholder}
        maxLength={200}
        autoComplete="off"
        required
        onChange={({ target }) => setSubject(target.value)}
      />
      <label htmlFor={`${id}-description`}>{texts.description}</label>
      <textarea
        id={`${id}-description`}
        dir={description === "" ? undefined : "auto"}
        value={description}
        rows={5}
        required
        aria-describedby={`${id}-hint`}
        aria-invalid={left < 0 || undefined}
        onChange={({ target }) => setDescription(target.value)}
      />
      <p id={`${id}-hint`} className="parlor-note" data-over={left < 0 || undefined}>
        {left <= COUNT_FROM_LEFT ? spokenLeft(left, kit) : texts.descriptionHint}
      </p>
      {maySayWhere && (
        <label className="parlor-share-where">
          <input type="checkbox" checked={position.name !== "off"} onChange={({ target }) => share(target.checked)} />
          <Icon name="pin" />
          <span>
            <strong>{texts.shareWhere}</strong>
            <small role="status">{whereText(position, texts)}</small>
          </span>
        </label>
      )}
      <Fault text={fault} />
      <div className="parlor-dialog-actions">
        <button
          type="submit"
          className="parlor-button"
          data-primary
          disabled={left < 0}
          aria-busy={isBusy || undefined}
        >
          {isBusy ? texts.sending : texts.send}
        </button>
      </div>
    </form>
  );
}

function whereText({ name }: Position, texts: ReturnType<typeof useDeskTexts>): string {
  return { off: texts.shareWhereHint, looking: texts.finding, known: texts.found, unknown: texts.cannotFind }[name];
}
