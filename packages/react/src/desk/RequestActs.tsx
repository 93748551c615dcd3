import type { Capability, HelpRequest, QueueId, RequestId } from "@parlor/protocol";
import { useState } from "react";
import { useMe } from "../hooks.ts";
import { useChatClient } from "../provider.tsx";
import { CloseRequest } from "./CloseRequest.tsx";
import { Fault } from "./Fault.tsx";
import { ForceRequest } from "./ForceRequest.tsx";
import { HandOver } from "./HandOver.tsx";
import { OfferTo } from "./OfferTo.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";

export interface RequestActsProps {
  readonly queue: QueueId;
  readonly request: HelpRequest;
  /** What one may do in the queue. */
  readonly can: readonly Capability[];
  readonly onTaken: (request: RequestId) => void;
  /** It is no longer one's own. */
  readonly onGone: () => void;
}

/** What an agent can do with an open request, as things stand. */
export function RequestActs({ queue, request, can, onTaken, onGone }: RequestActsProps) {
  const client = useChatClient();
  const texts = useDeskTexts();
  const me = useMe()?.id;
  const { run, isBusy, fault } = useAct();
  const [asked, setAsked] = useState<"hand-over" | "offer" | "close" | "force">();
  const may = (deed: Capability) => can.includes(deed);
  const isMine = request.status === "taken" && request.agent === me;
  const isFree = request.status === "waiting" && request.user !== me;

  const take = async () => {
    const taken = await run((key) => client.ask("take_request", { queue, key, request: request.id }));
    if (taken) onTaken(taken.request);
  };
  const dialog = {
    queue,
    request,
    onClose: () => setAsked(undefined),
    onDone: () => {
      setAsked(undefined);
      onGone();
    },
  };
  return (
    <div className="parlor-request-acts">
      {isFree && may("queue.take") && (
        <button
          type="button"
          className="parlor-button"
          data-primary
          aria-busy={isBusy || undefined}
          onClick={() => void take()}
        >
          {texts.take}
        </button>
      )}
      {isFree && may("queue.transfer") && (
        <button type="button" className="parlor-button" onClick={() => setAsked("offer")}>
          {texts.offerTo}
        </button>
      )}
      {isMine && (
        <>
          <button type="button" className="parlor-button" onClick={() => setAsked("close")}>
            {texts.close}
          </button>
          {may("queue.transfer") && (
            <button type="button" className="parlor-button" onClick={() => setAsked("hand-over")}>
              {texts.handOver}
            </button>
          )}
        </>
      )}
      {!isMine && may("queue.force") && (
        <button type="button" className="parlor-button" onClick={() => setAsked("force")}>
          {texts.force}
        </button>
      )}
      <Fault text={fault} />
      {asked === "hand-over" && <HandOver {...dialog} />}
      {asked === "offer" && <OfferTo {...dialog} onDone={dialog.onClose} />}
      {asked === "close" && <CloseRequest {...dialog} onDone={dialog.onClose} />}
      {asked === "force" && <ForceRequest {...dialog} />}
    </div>
  );
}
