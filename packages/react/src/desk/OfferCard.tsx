import type { HelpRequest, QueueId, RequestId } from "@parlor/protocol";
import { useEffect, useId } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useMe, useServerTime } from "../hooks.ts";
import { cleanName, cleanText } from "../markup/clean.ts";
import { Avatar } from "../people/Avatar.tsx";
import { useChatClient, useWords } from "../provider.tsx";
import { Fault } from "./Fault.tsx";
import { useQueue } from "./hooks.ts";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { timeLeftMs } from "./time-left.ts";
import { useAct } from "./use-act.ts";

export interface OfferCardProps {
  readonly queue: QueueId;
  readonly onTaken: (request: RequestId) => void;
}

type Offered = HelpRequest & { readonly status: "offered" };

/** A request that is offered to oneself, for as long as the offer holds. */
export function OfferCard({ queue, onTaken }: OfferCardProps) {
  const { state } = useQueue(queue);
  const me = useMe()?.id;
  const offer = [...(state?.requests.values() ?? [])].find(
    (request): request is Offered => request.status === "offered" && request.agent === me,
  );
  return offer ? <Offer key={offer.id} queue={queue} offer={offer} onTaken={onTaken} /> : null;
}

function Offer({ queue, offer, onTaken }: OfferCardProps & { readonly offer: Offered }) {
  const client = useChatClient();
  const { seconds } = useWords();
  const texts = useDeskTexts();
  const announce = useAnnounce();
  const { run, isBusy, fault } = useAct();
  const now = useServerTime(1_000);
  const id = useId();
  const left = seconds(timeLeftMs(offer.until, now));
  const request = offer.id;
  const question = texts.offer(cleanName(offer.name));
  useEffect(() => announce(question), [announce, question]);

  const accept = async () => {
    const taken = await run((key) => client.ask("accept_offer", { queue, key, request }));
    if (taken) onTaken(taken.request);
  };
  return (
    <section className="parlor-offer" aria-labelledby={id}>
      <Avatar id={offer.user} name={offer.name} />
      <div>
        <h2 id={id}>
          <span dir="auto">{question}</span>
        </h2>
        <p dir="auto">{cleanText(offer.subject) || texts.unnamed}</p>
        {offer.description !== "" && (
          <p className="parlor-note" dir="auto">
            {cleanText(offer.description)}
          </p>
        )}
        <Fault text={fault} />
        <div className="parlor-offer-answer">
          <button
            type="button"
            className="parlor-button"
            data-primary
            aria-busy={isBusy || undefined}
            onClick={() => void accept()}
          >
            {texts.accept}
          </button>
          <button
            type="button"
            className="parlor-button"
            aria-busy={isBusy || undefined}
            onClick={() => void run((key) => client.ask("decline_offer", { queue, key, request }))}
          >
            {texts.decline}
          </button>
          <span role="timer" aria-live="off">
            {texts.offerLeft(left)}
          </span>
        </div>
      </div>
    </section>
  );
}
