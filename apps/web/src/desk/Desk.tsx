import type { QueueSummary } from "@parlor/protocol";
import { Skeleton, useWords } from "@parlor/react";
import { MapTiles, OfferCard, useDeskTexts, useQueues } from "@parlor/react/desk";
import { useCallback } from "react";
import { goBack } from "../route.ts";
import { RefusedRoom } from "../chat/RefusedRoom.tsx";
import { usePhone } from "../chat/use-viewport.ts";
import { DeskMain } from "./DeskMain.tsx";
import { DeskPane } from "./DeskPane.tsx";
import { type DeskRoute, goToDesk } from "./desk-route.ts";
import { useTiles } from "./use-tiles.ts";

export interface DeskProps {
  readonly route: DeskRoute;
  readonly onSettings: () => void;
}

/** A help desk, from the side that one may be on. */
export function Desk({ route, onSettings }: DeskProps) {
  const { texts: kit } = useWords();
  const texts = useDeskTexts();
  const queues = useQueues();
  const queue = queues?.find((one) => one.queue === route.queue);
  if (queue) return <OneDesk key={queue.queue} queue={queue} route={route} onSettings={onSettings} />;
  return (
    <main className="parlor-conversation" data-wide>
      {queues ? (
        <RefusedRoom message={texts.noDesk} onBack={() => goBack()} />
      ) : (
        <Skeleton label={kit.loadingMessages} lines={4} />
      )}
    </main>
  );
}

function OneDesk({ queue, route, onSettings }: DeskProps & { readonly queue: QueueSummary }) {
  const works = queue.can.includes("queue.take") || queue.can.includes("queue.force");
  const isOnPhone = usePhone();
  const isAlone = isOnPhone && route.request === undefined;
  const open = useCallback((request: string) => goToDesk(queue.queue, request), [queue.queue]);
  return (
    <MapTiles value={useTiles()}>
      <DeskPane
        queue={queue}
        works={works}
        isAlone={isAlone}
        isCovered={isOnPhone && !isAlone}
        route={route}
        onOpen={open}
        onSettings={onSettings}
      />
      {!isAlone && <DeskMain key={route.request} queue={queue} works={works} route={route} onOpen={open} />}
      {works && <OfferCard queue={queue.queue} onTaken={open} />}
    </MapTiles>
  );
}
