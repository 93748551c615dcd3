import type { QueueSummary } from "@parlor/protocol";
import { CurrentRoom, Skeleton, useConnection, useWords } from "@parlor/react";
import { AskForm, MyPlace, useDeskTexts, useMyRequests, usePlaces, useQueue, useRequest } from "@parlor/react/desk";
import { useState } from "react";
import { Mark } from "../Mark.tsx";
import { DeskConversation } from "./DeskConversation.tsx";
import { DeskHeader } from "./DeskHeader.tsx";
import { ASKING, type DeskRoute, goToDesk } from "./desk-route.ts";
import { WaitingRequest } from "./WaitingRequest.tsx";

export interface DeskMainProps {
  readonly queue: QueueSummary;
  readonly works: boolean;
  readonly route: DeskRoute;
  readonly onOpen: (request: string) => void;
}

/** What one has turned to: a request that waits, a conversation, or asking. */
export function DeskMain({ queue, works, route, onOpen }: DeskMainProps) {
  const { request: id } = route;
  const asks = queue.can.includes("queue.ask");
  if (id === ASKING || (id === undefined && asks && !works)) return <Asking queue={queue} onOpen={onOpen} />;
  if (id === undefined) return <NothingChosen />;
  return works ? (
    <ForAgent queue={queue} works route={route} onOpen={onOpen} />
  ) : (
    <ForAsker queue={queue} works={false} route={route} onOpen={onOpen} />
  );
}

function ForAgent({ queue, route, onOpen }: DeskMainProps) {
  const { texts: kit } = useWords();
  const { state } = useQueue(queue.queue);
  const request = useRequest(queue.queue, route.request);
  if (!state || route.request === undefined) return <Loading label={kit.loadingMessages} />;
  if (request && request.status !== "taken") return <WaitingRequest queue={queue} request={request} onOpen={onOpen} />;
  return (
    <CurrentRoom id={request?.room ?? route.request}>
      <DeskConversation queue={queue} works request={request} route={route} onOpen={onOpen} />
    </CurrentRoom>
  );
}

function ForAsker({ queue, route, onOpen }: DeskMainProps) {
  const { texts: kit } = useWords();
  const isOnline = useConnection().name === "online";
  const mine = useMyRequests(queue.queue).find(({ request }) => request === route.request);
  const [isWithdrawn, setWithdrawn] = useState(false);
  const places = usePlaces();
  if (route.request === undefined) return null;
  if (isWithdrawn) return <Over queue={queue} isWithdrawn />;
  if (mine && mine.room === undefined) {
    return (
      <main className="parlor-conversation" id="messages" data-landmark tabIndex={-1}>
        <DeskHeader queue={queue.queue} title={queue.title} note={mine.subject} />
        <div className="parlor-desk-sheet">
          <MyPlace request={mine} place={places.get(mine.request)} onWithdrawn={() => setWithdrawn(true)} />
        </div>
      </main>
    );
  }
  if (!mine && !isOnline) return <Loading label={kit.connecting} />;
  return (
    <CurrentRoom id={mine?.room ?? route.request}>
      <DeskConversation
        queue={queue}
        works={false}
        mine={mine}
        route={route}
        onOpen={onOpen}
        over={<Over queue={queue} isWithdrawn={false} />}
      />
    </CurrentRoom>
  );
}

/** It ended before anybody answered. */
function Over({ queue, isWithdrawn }: { readonly queue: QueueSummary; readonly isWithdrawn: boolean }) {
  const texts = useDeskTexts();
  return (
    <main className="parlor-conversation" id="messages" data-landmark tabIndex={-1}>
      <DeskHeader queue={queue.queue} title={queue.title} note="" />
      <div className="parlor-nothing">
        <h2>{isWithdrawn ? texts.withdrawn : texts.isOver}</h2>
        {!isWithdrawn && <p>{texts.overHint}</p>}
        <button type="button" className="parlor-button" data-primary onClick={() => goToDesk(queue.queue, ASKING)}>
          {texts.askAgain}
        </button>
      </div>
    </main>
  );
}

function Asking({ queue, onOpen }: Pick<DeskMainProps, "queue" | "onOpen">) {
  const texts = useDeskTexts();
  return (
    <main className="parlor-conversation" id="messages" data-landmark tabIndex={-1}>
      <DeskHeader queue={queue.queue} title={queue.title} note="" />
      <div className="parlor-desk-sheet">
        <section className="parlor-asking" aria-label={texts.ask}>
          <h2>{texts.ask}</h2>
          <p className="parlor-lead">{texts.askLead}</p>
          <AskForm queue={queue} onAsked={onOpen} />
        </section>
      </div>
    </main>
  );
}

function NothingChosen() {
  const texts = useDeskTexts();
  return (
    <main className="parlor-nothing" id="messages" data-landmark tabIndex={-1}>
      <Mark />
      <h2>{texts.chooseRequest}</h2>
      <p>{texts.chooseRequestHint}</p>
    </main>
  );
}

function Loading({ label }: { readonly label: string }) {
  return (
    <main className="parlor-conversation" id="messages">
      <Skeleton label={label} lines={4} />
    </main>
  );
}
