import type { HelpRequest, QueueSummary } from "@parlor/protocol";
import {
  cleanName,
  cleanText,
  Icon,
  useCurrentRoom,
  useMe,
  useRoomState,
  useServerTime,
  useTimeline,
  useWords,
} from "@parlor/react";
import { lastLocation, PersonCard, PlaceCard, RequestActs, useDeskTexts } from "@parlor/react/desk";
import { goToDesk } from "./desk-route.ts";

export interface RequestDetailsProps {
  readonly queue: QueueSummary;
  readonly request: HelpRequest | undefined;
  readonly person: Pick<HelpRequest, "user" | "name" | "guest" | "subject">;
  /** The conversation may be a colleague's, and then only the request is to be seen. */
  readonly isShown: boolean;
  readonly onOpen: (request: string) => void;
  readonly onClose: () => void;
}

/** Beside a conversation: whom it is with, where they are, and what can be done with the request. */
export function RequestDetails({ queue, request, person, isShown, onOpen, onClose }: RequestDetailsProps) {
  const texts = useDeskTexts();
  const { day, time, texts: kit } = useWords();
  const now = useServerTime(60_000);
  const moment = (at: number) => texts.dayAndTime(day(at, now), time(at));
  const { room } = useCurrentRoom();
  const state = useRoomState(room);
  const { rows } = useTimeline(room);
  const me = useMe()?.id ?? "";
  const role = state?.members.get(me)?.role ?? "";
  const showsMap = state?.kind.panels?.[role]?.includes("map") ?? false;
  const facts: (readonly [string, string])[] = [];
  if (request) facts.push([texts.askedAt, moment(request.askedAt)]);
  if (request?.status === "taken") {
    facts.push([texts.takenAt, moment(request.takenAt)], [texts.agent, cleanName(request.agentName)]);
  }
  if (state?.closed) {
    facts.push([texts.closedAt, moment(state.closed.at)]);
    if (state.closed.reason !== "") facts.push([texts.reason, cleanText(state.closed.reason)]);
  }
  return (
    <div className="parlor-request-details">
      <header className="parlor-people-title">
        <h2>{texts.details}</h2>
        <button type="button" className="parlor-icon-button" aria-label={kit.close} title={kit.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <PersonCard person={person} facts={facts} />
      {request && (
        <RequestActs
          queue={queue.queue}
          request={request}
          can={queue.can}
          onTaken={onOpen}
          onGone={() => goToDesk(queue.queue)}
        />
      )}
      {isShown && showsMap && (
        <PlaceCard last={lastLocation(rows, state, person.user)} label={cleanName(person.name)} />
      )}
    </div>
  );
}
