import type { HelpRequest, QueueId, UserId } from "@parlor/protocol";
import { Dialog } from "../feedback/Dialog.tsx";
import { Icon } from "../icons.tsx";
import { useChatClient } from "../provider.tsx";
import { ColleaguePicker } from "./ColleaguePicker.tsx";
import { Fault } from "./Fault.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";

export interface HandOverProps {
  readonly queue: QueueId;
  readonly request: HelpRequest;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A request one has goes to a colleague, or back in line. */
export function HandOver({ queue, request, onDone, onClose }: HandOverProps) {
  const client = useChatClient();
  const texts = useDeskTexts();
  const { run, isBusy, fault } = useAct();
  const give = async (to?: UserId) => {
    const wish = { queue, request: request.id, ...(to !== undefined && { to }) };
    if (await run((key) => client.ask("transfer_request", { ...wish, key }))) onDone();
  };
  return (
    <Dialog title={texts.handOverTitle} onClose={onClose}>
      <p>{texts.handOverHint}</p>
      <ColleaguePicker queue={queue} without={[request.user]} isBusy={isBusy} onPick={(to) => void give(to)}>
        <li>
          <button
            type="button"
            className="parlor-choice-button"
            aria-busy={isBusy || undefined}
            data-focus-first
            onClick={() => void give()}
          >
            <Icon name="people" />
            <span>
              <strong>{texts.toTheQueue}</strong>
              <small>{texts.toTheQueueHint}</small>
            </span>
          </button>
        </li>
      </ColleaguePicker>
      <Fault text={fault} />
    </Dialog>
  );
}
