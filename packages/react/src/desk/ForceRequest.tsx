import type { PayloadInput } from "@parlor/protocol";
import { Dialog } from "../feedback/Dialog.tsx";
import { useMe } from "../hooks.ts";
import { Icon, type IconName } from "../icons.tsx";
import { useChatClient } from "../provider.tsx";
import { ColleaguePicker } from "./ColleaguePicker.tsx";
import { Fault } from "./Fault.tsx";
import type { HandOverProps } from "./HandOver.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";

type Wish = PayloadInput<"force_request">["to"];

/** An administrator's way out of any state. */
export function ForceRequest({ queue, request, onDone, onClose }: HandOverProps) {
  const client = useChatClient();
  const texts = useDeskTexts();
  const me = useMe()?.id;
  const { run, isBusy, fault } = useAct();
  const force = async (to: Wish) => {
    if (await run((key) => client.ask("force_request", { queue, key, request: request.id, to }))) onDone();
  };
  const agent = request.status === "taken" ? request.agent : undefined;
  const choice = (icon: IconName, text: string, to: Wish) => (
    <li>
      <button
        type="button"
        className="parlor-choice-button"
        aria-busy={isBusy || undefined}
        onClick={() => void force(to)}
      >
        <Icon name={icon} />
        <strong>{text}</strong>
      </button>
    </li>
  );
  return (
    <Dialog title={texts.forceTitle} onClose={onClose}>
      <p>{texts.forceHint}</p>
      <ColleaguePicker
        queue={queue}
        without={[request.user, agent]}
        isBusy={isBusy}
        onPick={(to) => void force({ status: "taken", agent: to })}
      >
        {request.status !== "waiting" && choice("retry", texts.forceWaiting, { status: "waiting" })}
        {choice("lock", texts.forceClosed, { status: "closed" })}
        {me !== undefined && me !== agent && choice("check", texts.forceMine, { status: "taken", agent: me })}
      </ColleaguePicker>
      <Fault text={fault} />
    </Dialog>
  );
}
