import { Dialog } from "../feedback/Dialog.tsx";
import { useChatClient } from "../provider.tsx";
import { ColleaguePicker } from "./ColleaguePicker.tsx";
import { Fault } from "./Fault.tsx";
import type { HandOverProps } from "./HandOver.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";

/** A colleague is asked whether they take a request that waits. */
export function OfferTo({ queue, request, onDone, onClose }: HandOverProps) {
  const client = useChatClient();
  const texts = useDeskTexts();
  const { run, isBusy, fault } = useAct();
  const offer = async (to: string) => {
    if (await run((key) => client.ask("offer_request", { queue, key, request: request.id, to }))) onDone();
  };
  return (
    <Dialog title={texts.offerToTitle} onClose={onClose}>
      <p>{texts.offerToHint}</p>
      <ColleaguePicker queue={queue} without={[request.user]} isBusy={isBusy} onPick={(to) => void offer(to)} />
      <Fault text={fault} />
    </Dialog>
  );
}
