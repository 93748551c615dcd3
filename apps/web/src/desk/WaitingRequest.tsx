import type { HelpRequest, QueueSummary } from "@parlor/protocol";
import { cleanName, cleanText, useServerTime, useWords } from "@parlor/react";
import { PersonCard, PlaceCard, RequestActs, timeLeftMs, useDeskTexts } from "@parlor/react/desk";
import { DeskHeader } from "./DeskHeader.tsx";
import { goToDesk } from "./desk-route.ts";

export interface WaitingRequestProps {
  readonly queue: QueueSummary;
  readonly request: HelpRequest;
  readonly onOpen: (request: string) => void;
}

/** A request before anybody has taken it. */
export function WaitingRequest({ queue, request, onOpen }: WaitingRequestProps) {
  const texts = useDeskTexts();
  const { day, time, seconds } = useWords();
  const now = useServerTime(1_000);
  const { askedAt, location, name, description } = request;
  const waits = texts.waits(seconds(Math.max(1, now - askedAt)));
  const note =
    request.status === "offered"
      ? texts.offeredTo(cleanName(request.agentName), seconds(timeLeftMs(request.until, now)))
      : waits;
  return (
    <main className="parlor-conversation" id="messages" data-landmark tabIndex={-1}>
      <DeskHeader queue={queue.queue} title={name} note={note} />
      <div className="parlor-desk-sheet">
        <article className="parlor-waiting-request">
          <PersonCard person={request} facts={[[texts.askedAt, texts.dayAndTime(day(askedAt, now), time(askedAt))]]} />
          {description !== "" && <blockquote dir="auto">{cleanText(description)}</blockquote>}
          <RequestActs
            queue={queue.queue}
            request={request}
            can={queue.can}
            onTaken={onOpen}
            onGone={() => goToDesk(queue.queue)}
          />
          {location && <PlaceCard last={{ location, at: askedAt }} label={cleanName(name)} />}
        </article>
      </div>
    </main>
  );
}
