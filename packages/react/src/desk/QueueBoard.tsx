import type { HelpRequest, QueueId, RequestId } from "@parlor/protocol";
import { useMemo } from "react";
import { useMe, useRooms, useServerTime } from "../hooks.ts";
import { Skeleton } from "../list/Skeleton.tsx";
import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { DeskSection } from "./DeskSection.tsx";
import { useQueue } from "./hooks.ts";
import { archiveOf, listsOf } from "./lists.ts";
import { timeLeftMs } from "./time-left.ts";
import { RequestRow } from "./RequestRow.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface QueueBoardProps {
  readonly queue: QueueId;
  readonly current: RequestId | undefined;
  readonly hrefOf: (request: RequestId) => string;
  readonly onOpen: (request: RequestId) => void;
}

/** What an agent works on: one's own requests, who waits, what colleagues have, and what is closed. */
export function QueueBoard({ queue: id, current, hrefOf, onOpen }: QueueBoardProps) {
  const { state } = useQueue(id);
  const me = useMe()?.id;
  const rooms = useRooms();
  const words = useWords();
  const texts = useDeskTexts();
  const now = useServerTime(1_000);
  const lists = useMemo(() => state && listsOf(state, me), [state, me]);
  const archive = useMemo(() => archiveOf(rooms, id), [rooms, id]);
  if (!lists) return <Skeleton label={words.texts.loadingMessages} lines={3} />;

  const row = (request: HelpRequest, note: string, unread = 0) => (
    <RequestRow
      key={request.id}
      id={request.id}
      person={{ id: request.user, name: request.name }}
      subject={request.subject}
      note={note}
      unread={unread}
      isCurrent={request.id === current}
      href={hrefOf(request.id)}
      onOpen={onOpen}
    />
  );
  const waits = (request: HelpRequest) =>
    request.status === "offered"
      ? texts.offeredTo(cleanName(request.agentName), words.seconds(timeLeftMs(request.until, now)))
      : texts.waits(words.seconds(Math.max(1, now - request.askedAt)));
  const unreadIn = (room: string) => rooms.find((entry) => entry.room === room)?.unread ?? 0;

  return (
    <div className="parlor-queue-board">
      <DeskSection
        name="mine"
        title={texts.mine}
        empty={texts.noneMine}
        rows={lists.mine.map((request) => row(request, words.lately(request.takenAt, now), unreadIn(request.room)))}
      />
      <DeskSection
        name="waiting"
        title={texts.waiting}
        empty={texts.nobodyWaits}
        rows={lists.waiting.map((request) => row(request, waits(request)))}
      />
      {lists.others.length > 0 && (
        <DeskSection
          name="others"
          title={texts.others}
          empty=""
          rows={lists.others.map((request) => row(request, texts.with(cleanName(request.agentName))))}
        />
      )}
      <DeskSection
        name="archive"
        title={texts.archive}
        empty={texts.nothingArchived}
        rows={archive.map(({ room, title, createdAt, unread }) => (
          <RequestRow
            key={room}
            id={room}
            subject={title}
            note={words.lately(createdAt, now)}
            unread={unread}
            isCurrent={room === current}
            href={hrefOf(room)}
            onOpen={onOpen}
          />
        ))}
      />
    </div>
  );
}
