import { cleanName, ConnectionNotice } from "@parlor/react";
import type { QueueSummary } from "@parlor/protocol";
import { AgentTools, MyRequests, QueueBoard, useDeskTexts } from "@parlor/react/desk";
import { useCallback, useEffect, useRef } from "react";
import { PaneFooter } from "../chat/PaneFooter.tsx";
import { IconButton } from "../IconButton.tsx";
import { goTo } from "../route.ts";
import { ASKING, deskHref, type DeskRoute } from "./desk-route.ts";

export interface DeskPaneProps {
  readonly queue: QueueSummary;
  /** Gives help here. */
  readonly works: boolean;
  /** There is nothing beside it. */
  readonly isAlone: boolean;
  /** Something that one turned to stands in its place. */
  readonly isCovered: boolean;
  readonly route: DeskRoute;
  readonly onOpen: (request: string) => void;
  readonly onSettings: () => void;
}

/** Everything at a help desk that one could turn to. */
export function DeskPane({ queue, works, isAlone, isCovered, route, onOpen, onSettings }: DeskPaneProps) {
  const texts = useDeskTexts();
  const asks = queue.can.includes("queue.ask");
  const hrefOf = useCallback((request: string) => deskHref(queue.queue, request), [queue.queue]);
  const current = useRef(route.request);
  useEffect(() => void (current.current = route.request));
  const taken = useCallback(
    // What comes by itself takes nobody away from what they are reading.
    (request: string, came: boolean) => (!came || current.current === undefined) && onOpen(request),
    [onOpen],
  );
  const common = { current: route.request, hrefOf, onOpen };
  const Pane = isAlone ? "main" : "section";
  return (
    <Pane
      className="parlor-rooms-pane"
      data-desk
      data-landmark
      id={isAlone ? "messages" : undefined}
      aria-label={texts.desk}
      tabIndex={-1}
    >
      <header>
        <IconButton icon="back" text={texts.allRooms} onClick={() => goTo(undefined)} />
        <h1 dir="auto">{cleanName(queue.title) || texts.desk}</h1>
      </header>
      {!isCovered && <ConnectionNotice />}
      <div className="parlor-rooms-scroller">
        {works && queue.can.includes("queue.take") && <AgentTools queue={queue.queue} onTaken={taken} />}
        {asks && (
          <button
            type="button"
            className="parlor-button"
            data-primary={!works || undefined}
            onClick={() => onOpen(ASKING)}
          >
            {texts.ask}
          </button>
        )}
        {works ? <QueueBoard queue={queue.queue} {...common} /> : <MyRequests queue={queue} {...common} />}
        {works && asks && <MyRequests queue={queue} {...common} />}
      </div>
      <PaneFooter onSettings={onSettings} />
    </Pane>
  );
}
