import { type FormEvent, useId, useState } from "react";
import { Dialog } from "../feedback/Dialog.tsx";
import { useChatClient, useWords } from "../provider.tsx";
import { Fault } from "./Fault.tsx";
import type { HandOverProps } from "./HandOver.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";

const LONGEST = 500;

/** The case is settled. What became of it stays with the conversation. */
export function CloseRequest({ queue, request, onDone, onClose }: HandOverProps) {
  const client = useChatClient();
  const { texts: kit } = useWords();
  const texts = useDeskTexts();
  const { run, isBusy, fault } = useAct();
  const [reason, setReason] = useState("");
  const id = useId();
  const close = async (event: FormEvent) => {
    event.preventDefault();
    if (await run((key) => client.ask("close_request", { queue, key, request: request.id, reason }))) onDone();
  };
  return (
    <Dialog title={texts.closeTitle} onClose={onClose}>
      <p>{texts.closeHint}</p>
      <form className="parlor-desk-form" onSubmit={(event) => void close(event)}>
        <label htmlFor={id}>
          {texts.closeReason} <small>({texts.optional})</small>
        </label>
        <input
          id={id}
          dir={reason === "" ? undefined : "auto"}
          value={reason}
          maxLength={LONGEST}
          autoComplete="off"
          data-focus-first
          onChange={({ target }) => setReason(target.value)}
        />
        <div className="parlor-suggested">
          {texts.closeReasons.map((usual) => (
            <button key={usual} type="button" className="parlor-chip" onClick={() => setReason(usual)}>
              {usual}
            </button>
          ))}
        </div>
        <Fault text={fault} />
        <div className="parlor-dialog-actions">
          <button type="button" className="parlor-button" onClick={onClose}>
            {kit.cancel}
          </button>
          <button type="submit" className="parlor-button" data-primary aria-busy={isBusy || undefined}>
            {texts.close}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
