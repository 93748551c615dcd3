import type { QueueSummary, RequestId } from "@parlor/protocol";
import { useMemo } from "react";
import { useRooms, useServerTime } from "../hooks.ts";
import { useWords } from "../provider.tsx";
import { DeskSection } from "./DeskSection.tsx";
import { useMyRequests, usePlaces } from "./hooks.ts";
import { archiveOf } from "./lists.ts";
import { RequestRow } from "./RequestRow.tsx";
import { useDeskTexts } from "./texts/use-desk-texts.ts";

export interface MyRequestsProps {
  readonly queue: QueueSummary;
  readonly current: RequestId | undefined;
  readonly hrefOf: (request: RequestId) => string;
  readonly onOpen: (request: RequestId) => void;
}

/** What one has asked for: open ones first, then those that are closed, each with the newest first. */
export function MyRequests({ queue, current, hrefOf, onOpen }: MyRequestsProps) {
  const { number, lately } = useWords();
  const texts = useDeskTexts();
  const requests = useMyRequests(queue.queue);
  const places = usePlaces();
  const rooms = useRooms();
  const now = useServerTime(60_000);
  const archive = useMemo(() => archiveOf(rooms, queue.queue), [rooms, queue.queue]);
  const common = (id: string) => ({ id, isCurrent: id === current, href: hrefOf(id), onOpen });

  return (
    <div className="parlor-my-requests">
      <DeskSection
        name="active"
        title={texts.active}
        empty={texts.nothingAsked}
        rows={requests.map(({ request, subject, status, room }) => {
          const place = places.get(request);
          const line = place ? texts.position(number(place.position), number(place.of)) : texts.statusWaiting;
          return (
            <RequestRow
              key={request}
              {...common(request)}
              subject={subject}
              note={status === "taken" ? texts.statusTaken : line}
              unread={rooms.find((entry) => entry.room === room)?.unread ?? 0}
              isActive
            />
          );
        })}
      />
      {archive.length > 0 && (
        <DeskSection
          name="archive"
          title={texts.archive}
          empty=""
          rows={archive.map(({ room, title, createdAt, unread }) => (
            <RequestRow key={room} {...common(room)} subject={title} note={lately(createdAt, now)} unread={unread} />
          ))}
        />
      )}
    </div>
  );
}
