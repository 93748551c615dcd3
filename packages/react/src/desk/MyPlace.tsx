import type { QueuePlace, RequestMoved } from "@parlor/protocol";
import { useEffect, useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { Dialog } from "../feedback/Dialog.tsx";
import { cleanText } from "../markup/clean.ts";
import { useChatClient, useWords } from "../provider.tsx";
import { Fault } from "./Fault.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";

export interface MyPlaceProps {
  readonly request: RequestMoved;
  /** Undefined until the server has told it. */
  readonly place: QueuePlace | undefined;
  readonly onWithdrawn: () => void;
}

/** Where one's request stands, live, and the way out of the line. */
export function MyPlace({ request, place, onWithdrawn }: MyPlaceProps) {
  const { number, seconds } = useWords();
  const texts = useDeskTexts();
  const announce = useAnnounce();
  const [isAsked, setAsked] = useState(false);
  const spoken =
    place === undefined
      ? texts.inLine
      : place.position === 1
        ? texts.yourTurn
        : texts.position(number(place.position), number(place.of));
  useEffect(() => announce(spoken), [announce, spoken]);

  return (
    <section className="parlor-my-place" aria-label={texts.inLine}>
      <p className="parlor-place-number" aria-hidden="true">
        {place ? number(place.position) : "…"}
      </p>
      <h2>{spoken}</h2>
      <p>{waitText(place, texts, seconds)}</p>
      <p className="parlor-note" dir="auto">
        {cleanText(request.subject) || texts.unnamed}
      </p>
      <p className="parlor-note">{texts.waitHint}</p>
      <button type="button" className="parlor-button" onClick={() => setAsked(true)}>
        {texts.withdraw}
      </button>
      {isAsked && <Withdraw request={request} onClose={() => setAsked(false)} onWithdrawn={onWithdrawn} />}
    </section>
  );
}

function waitText(
  place: QueuePlace | undefined,
  texts: ReturnType<typeof useDeskTexts>,
  seconds: (ms: number) => string,
): string {
  if (place?.estimatedWaitMs === undefined) return texts.noEstimate;
  return place.estimatedWaitMs === 0 ? texts.soon : texts.estimated(seconds(place.estimatedWaitMs));
}

interface WithdrawProps extends Pick<MyPlaceProps, "request" | "onWithdrawn"> {
  readonly onClose: () => void;
}

function Withdraw({ request: { queue, request }, onClose, onWithdrawn }: WithdrawProps) {
  const client = useChatClient();
  const texts = useDeskTexts();
  const { run, isBusy, fault } = useAct();
  const withdraw = async () => {
    if (await run((key) => client.ask("withdraw_request", { queue, key, request }))) onWithdrawn();
  };
  return (
    <Dialog title={texts.withdrawQuestion} onClose={onClose}>
      <p>{texts.withdrawWarning}</p>
      <Fault text={fault} />
      <div className="parlor-dialog-actions">
        <button type="button" className="parlor-button" data-focus-first onClick={onClose}>
          {texts.keepWaiting}
        </button>
        <button
          type="button"
          className="parlor-button"
          data-dangerous
          aria-busy={isBusy || undefined}
          onClick={() => void withdraw()}
        >
          {texts.withdraw}
        </button>
      </div>
    </Dialog>
  );
}
