import type { HelpRequest, QueueSummary, RequestMoved } from "@parlor/protocol";
import {
  cleanName,
  FocusPlace,
  Icon,
  MessageList,
  TypingLine,
  useCurrentRoom,
  useRoomState,
  useRoomTitle,
  useWatch,
  useWords,
} from "@parlor/react";
import { agentsIn, askerIn, DeskComposer, Ended, useDeskTexts } from "@parlor/react/desk";
import { type ReactNode, useState } from "react";
import { RefusedRoom } from "../chat/RefusedRoom.tsx";
import { useNarrow } from "../chat/use-viewport.ts";
import { goBack } from "../route.ts";
import { recall, remember } from "../stored.ts";
import { useSettings } from "../settings.ts";
import { ASKING, deskHref, type DeskRoute, goToDesk } from "./desk-route.ts";
import { DeskHeader } from "./DeskHeader.tsx";
import { RequestDetails } from "./RequestDetails.tsx";

export interface DeskConversationProps {
  readonly queue: QueueSummary;
  readonly works: boolean;
  /** For agents, while it is open. */
  readonly request?: HelpRequest | undefined;
  /** For who asked, while it is open. */
  readonly mine?: RequestMoved | undefined;
  readonly route: DeskRoute;
  readonly onOpen: (request: string) => void;
  /** For who asked, when there never was a conversation. */
  readonly over?: ReactNode;
}

/** The conversation of a request, open or archived, and beside it for agents whom they talk to. */
export function DeskConversation({ queue, works, request, mine, route, onOpen, over }: DeskConversationProps) {
  const { texts: web } = useSettings();
  const { list } = useWords();
  const texts = useDeskTexts();
  const { room } = useCurrentRoom();
  const state = useRoomState(room);
  const watch = useWatch(room);
  const isNarrow = useNarrow();
  const [isBeside, setBeside] = useState(() => recall("parlor people") !== "hidden");
  const areDetailsShown = works && (isNarrow ? route.details : isBeside);
  const subject = useRoomTitle(room);
  const person = request ?? askerIn(state);
  const helpers = mine?.status === "taken" ? agentsIn(state) : [];
  const isRefused = watch.name === "refused";
  if (isRefused && over !== undefined && watch.code === "no_such_room") return over;

  const toggleDetails = () => {
    if (isNarrow)
      return route.details ? goBack(deskHref(queue.queue, route.request)) : goToDesk(queue.queue, route.request, true);
    remember("parlor people", isBeside ? "hidden" : undefined);
    setBeside(!isBeside);
  };
  const helped = texts.helpedBy(list(helpers.map(({ name }) => cleanName(name))), helpers.length);
  const about = state?.title ? subject : "";
  return (
    <>
      <main className="parlor-conversation" id="messages" data-landmark aria-label={web.skipToMessages} tabIndex={-1}>
        <DeskHeader
          queue={queue.queue}
          title={works ? (person?.name ?? "") : queue.title}
          note={works ? about : helpers.length > 0 ? helped : about}
        >
          {works && !isRefused && (
            <button
              type="button"
              className="parlor-people-button"
              aria-expanded={areDetailsShown}
              aria-label={areDetailsShown ? texts.hideDetails : texts.showDetails}
              onClick={toggleDetails}
            >
              <Icon name="pin" />
              <span>{texts.details}</span>
            </button>
          )}
        </DeskHeader>
        {isRefused ? (
          <RefusedRoom
            message={request?.status === "taken" ? texts.nowWith(cleanName(request.agentName)) : watch.message}
            onBack={() => goToDesk(queue.queue)}
          />
        ) : (
          <>
            {!works && mine?.status === "waiting" && <p className="parlor-desk-notice">{texts.backInLine}</p>}
            <MessageList />
            <TypingLine />
            <FocusPlace id="writing">
              {state?.closed ? (
                <Ended room={state} onAskAgain={works ? undefined : () => goToDesk(queue.queue, ASKING)} />
              ) : (
                <DeskComposer queue={queue.queue} />
              )}
            </FocusPlace>
          </>
        )}
      </main>
      {areDetailsShown && person && (
        <aside className="parlor-people-pane" data-desk data-landmark aria-label={texts.details} tabIndex={-1}>
          <RequestDetails
            queue={queue}
            request={request}
            person={person}
            isShown={!isRefused}
            onOpen={onOpen}
            onClose={toggleDetails}
          />
        </aside>
      )}
    </>
  );
}
