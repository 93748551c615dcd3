import type { QueueId, RequestId } from "@parlor/protocol";
import { useEffect, useRef } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useMe } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";
import { useChatClient } from "../provider.tsx";
import { Fault } from "./Fault.tsx";
import { useQueue } from "./hooks.ts";
import { listsOf } from "./lists.ts";
import { useDeskTexts } from "./texts/use-desk-texts.ts";
import { useAct } from "./use-act.ts";

export interface AgentToolsProps {
  readonly queue: QueueId;
  /** The request is one's own now. `came` when it came by itself, while one waited for it. */
  readonly onTaken: (request: RequestId, came: boolean) => void;
}

/** The two ways to the next request: taking the oldest, or waiting for one. */
export function AgentTools({ queue, onTaken }: AgentToolsProps) {
  const client = useChatClient();
  const texts = useDeskTexts();
  const me = useMe()?.id;
  const { state } = useQueue(queue);
  const { run, isBusy, fault } = useAct();
  const isWaiting = state?.agents.some(({ agent }) => agent === me) ?? false;
  const waits = state ? listsOf(state, me).waiting.some(({ status }) => status === "waiting") : false;
  useComing(queue, onTaken);

  const take = async () => {
    const taken = await run((key) => client.ask("take_request", { queue, key }));
    if (taken) onTaken(taken.request, false);
  };
  const wait = async () => {
    const taken = await run((key) => client.ask("wait_for_request", { queue, key }));
    if (taken?.request !== undefined) onTaken(taken.request, false);
  };
  const stop = () => run((key) => client.ask("stop_waiting", { queue, key }));

  return (
    <div className="parlor-agent-tools">
      {waits || !isWaiting ? (
        <button
          type="button"
          className="parlor-button"
          data-primary={waits || undefined}
          disabled={!waits}
          aria-busy={isBusy || undefined}
          onClick={() => void take()}
        >
          {texts.takeOldest}
        </button>
      ) : null}
      {isWaiting ? (
        <p className="parlor-agent-waiting">
          <span className="parlor-pulse" aria-hidden="true" />
          <span>{texts.waitingForNext}</span>
          <button type="button" className="parlor-link" aria-busy={isBusy || undefined} onClick={() => void stop()}>
            {texts.stopWaiting}
          </button>
        </p>
      ) : (
        !waits && (
          <button
            type="button"
            className="parlor-button"
            data-primary
            disabled={!state}
            aria-busy={isBusy || undefined}
            onClick={() => void wait()}
          >
            {texts.waitForNext}
          </button>
        )
      )}
      <Fault text={fault} />
    </div>
  );
}

/** Says when a request has come to whoever waited for one, or was handed over by a colleague. */
function useComing(queue: QueueId, onTaken: AgentToolsProps["onTaken"]): void {
  const { state } = useQueue(queue);
  const me = useMe()?.id;
  const texts = useDeskTexts();
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<RequestId>>(undefined);
  useEffect(() => {
    if (!state) return;
    const { mine } = listsOf(state, me);
    const before = known.current;
    known.current = new Set(mine.map(({ id }) => id));
    const come = before && mine.find(({ id }) => !before.has(id));
    if (!come) return;
    announce(texts.nowYours(cleanName(come.name)));
    onTaken(come.id, true);
  }, [state, me, onTaken, announce, texts]);
}
