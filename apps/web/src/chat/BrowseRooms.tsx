import type { RoomId, RoomSummary } from "@parlor/protocol";
import {
  cleanName,
  cleanText,
  Dialog,
  Icon,
  RoomSign,
  Skeleton,
  useChatClient,
  useRooms,
  useWords,
} from "@parlor/react";
import { useEffect, useState } from "react";
import { useSettings } from "../settings.ts";

export interface BrowseRoomsProps {
  readonly onOpen: (room: RoomId) => void;
  readonly onCreate: () => void;
  readonly onClose: () => void;
}

type Found = { readonly rooms: readonly RoomSummary[] } | { readonly fault: string } | undefined;

const SEARCH_AFTER_MS = 200;

/** Rooms that anybody may walk into. */
export function BrowseRooms({ onOpen, onCreate, onClose }: BrowseRoomsProps) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const client = useChatClient();
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<Found>();

  useEffect(() => {
    let isCurrent = true;
    const ask = () => {
      const wanted = search.trim();
      client.listRooms({ of: "listed", limit: 100, ...(wanted !== "" && { search: wanted }) }).then(
        ({ rooms }) => isCurrent && setFound({ rooms }),
        (error: unknown) =>
          isCurrent && setFound({ fault: error instanceof Error ? error.message : kit.somethingWrong }),
      );
    };
    const timer = setTimeout(ask, search === "" ? 0 : SEARCH_AFTER_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, search, kit]);

  return (
    <Dialog title={texts.browseTitle} onClose={onClose}>
      <label className="parlor-search">
        <Icon name="search" />
        <input
          type="search"
          value={search}
          data-focus-first
          placeholder={texts.browseSearch}
          aria-label={texts.browseSearch}
          onChange={({ target }) => setSearch(target.value)}
        />
      </label>
      <div className="parlor-browse" aria-live="polite">
        {found === undefined ? (
          <Skeleton label={kit.loadingMessages} lines={3} />
        ) : "fault" in found ? (
          <p className="parlor-reason" role="alert">
            {found.fault}
          </p>
        ) : found.rooms.length === 0 ? (
          <p className="parlor-hint">{search === "" ? texts.nothingToBrowse : texts.nothingFound(search)}</p>
        ) : (
          <ul>
            {found.rooms.map((room) => (
              <ListedRoom key={room.room} room={room} onOpen={onOpen} />
            ))}
          </ul>
        )}
      </div>
      <div className="parlor-dialog-actions">
        <button type="button" className="parlor-button" onClick={onCreate}>
          {texts.newRoom}
        </button>
      </div>
    </Dialog>
  );
}

function ListedRoom({ room, onOpen }: { readonly room: RoomSummary; readonly onOpen: (room: RoomId) => void }) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const client = useChatClient();
  const isMine = useRooms().some((own) => own.room === room.room);
  const [isBusy, setBusy] = useState(false);
  const title = cleanName(room.title) || room.room;
  const enter = () => {
    if (isBusy) return;
    if (isMine || room.closed) return onOpen(room.room);
    setBusy(true);
    // Where joining is refused, the room says why when it opens.
    client.joinRoom(room.room).then(
      () => onOpen(room.room),
      () => onOpen(room.room),
    );
  };
  return (
    <li className="parlor-listed-room">
      <RoomSign kind={room.kind} id={room.room} title={title} />
      <div>
        <strong dir="auto">{title}</strong>
        {room.description !== "" && (
          <p className="parlor-note" dir="auto">
            {cleanText(room.description)}
          </p>
        )}
        <p className="parlor-note">
          {kit.members(room.memberCount)}
          {room.closed && ` · ${kit.closedMark}`}
        </p>
      </div>
      <button
        type="button"
        className="parlor-button"
        data-primary={!isMine || undefined}
        aria-busy={isBusy || undefined}
        aria-label={`${isMine || room.closed ? texts.open : texts.join}: ${title}`}
        onClick={enter}
      >
        {isMine || room.closed ? texts.open : texts.join}
      </button>
    </li>
  );
}
