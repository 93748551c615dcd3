import type { RoomEntry } from "@parlor/client";
import type { RoomId } from "@parlor/protocol";
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef, useState } from "react";
import { fold } from "../composer/mentions.ts";
import { focusedAround } from "../feedback/focused.ts";
import { useConnection, useRooms, useServerTime } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { RoomSign } from "./RoomSign.tsx";

export interface RoomListProps {
  readonly current: RoomId | undefined;
  /** Each room is a link, so that it can be opened in a tab of its own. */
  readonly hrefOf: (room: RoomId) => string;
  readonly onOpen: (room: RoomId) => void;
}

const SEARCH_FROM = 6;

/** One's own rooms, the liveliest first. */
export function RoomList({ current, hrefOf, onOpen }: RoomListProps) {
  const rooms = useRooms();
  const { name: connection } = useConnection();
  const { texts, lang } = useWords();
  const now = useServerTime(60_000);
  const [search, setSearch] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => {
    const wanted = fold(search.trim(), lang);
    return wanted === "" ? rooms : rooms.filter(({ title, room }) => fold(title || room, lang).includes(wanted));
  }, [rooms, search, lang]);

  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const links = [...(list.current?.querySelectorAll("a") ?? [])];
    const focused = focusedAround(event.currentTarget);
    const at = links.findIndex((link) => link === focused);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    links[Math.max(0, Math.min(next, links.length - 1))]?.focus();
  };

  if (rooms.length === 0) {
    return connection === "online" ? (
      <div className="parlor-hint">
        <p>
          <strong>{texts.noRooms}</strong>
        </p>
        <p>{texts.noRoomsHint}</p>
      </div>
    ) : (
      <RoomListSkeleton />
    );
  }
  return (
    <div className="parlor-room-list">
      {rooms.length >= SEARCH_FROM && (
        <label className="parlor-search">
          <Icon name="search" />
          <input
            type="search"
            value={search}
            placeholder={texts.searchRooms}
            aria-label={texts.searchRooms}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
      )}
      {shown.length === 0 && <p className="parlor-hint">{texts.noRoomFound(search)}</p>}
      <ul ref={list} onKeyDown={pressed}>
        {shown.map((entry) => (
          <li key={entry.room}>
            <RoomLink
              entry={entry}
              isCurrent={entry.room === current}
              now={now}
              href={hrefOf(entry.room)}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RoomLinkProps {
  readonly entry: RoomEntry;
  readonly isCurrent: boolean;
  readonly now: number;
  readonly href: string;
  readonly onOpen: (room: RoomId) => void;
}

const COUNTED = 99;

const RoomLink = memo(function RoomLink({ entry, isCurrent, now, href, onOpen }: RoomLinkProps) {
  const { texts, number, lately } = useWords();
  const title = cleanName(entry.title) || entry.room;
  const { unread, mentions, closed, lastMessageAt } = entry;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(entry.room);
  };
  return (
    <a
      href={href}
      className="parlor-room"
      data-unread={unread > 0 || undefined}
      data-closed={closed || undefined}
      aria-current={isCurrent ? "page" : undefined}
      onClick={open}
    >
      <RoomSign kind={entry.kind} id={entry.room} title={title} />
      <span className="parlor-room-title">
        <span dir="auto">{title}</span>
      </span>
      {unread === 0 && lastMessageAt !== undefined && (
        <time dateTime={new Date(lastMessageAt).toISOString()}>{lately(lastMessageAt, now)}</time>
      )}
      {mentions > 0 && (
        <span className="parlor-badge" data-mentions aria-hidden="true">
          @
        </span>
      )}
      {unread > 0 && (
        <span className="parlor-badge" aria-hidden="true">
          {unread > COUNTED ? `${number(COUNTED)}+` : number(unread)}
        </span>
      )}
      {closed && <Icon name="lock" />}
      <span className="parlor-hidden">{texts.roomState({ unread, mentions, closed })}</span>
    </a>
  );
});

function RoomListSkeleton() {
  const { texts } = useWords();
  return (
    <div className="parlor-room-skeleton" role="img" aria-label={texts.connecting}>
      {Array.from({ length: 5 }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
