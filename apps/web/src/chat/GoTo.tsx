import type { RoomEntry } from "@parlor/client";
import type { RoomId } from "@parlor/protocol";
import { cleanName, Dialog, Icon, RoomSign, useRooms, useWords } from "@parlor/react";
import { type KeyboardEvent, useId, useState } from "react";
import { useSettings } from "../settings.ts";

export interface GoToProps {
  readonly onOpen: (room: RoomId) => void;
  readonly onClose: () => void;
}

const SHOWN = 8;

/** From room to room by a few letters of the name. */
export function GoTo({ onOpen, onClose }: GoToProps) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const rooms = useRooms();
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const wanted = search.trim().toLocaleLowerCase();
  const found = rooms.filter((entry) => nameOf(entry).toLocaleLowerCase().includes(wanted)).slice(0, SHOWN);

  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setActive((active + step + found.length) % found.length);
    const room = found[active];
    if (event.key === "Enter" && room) onOpen(room.room);
    if (step !== undefined || event.key === "Enter") event.preventDefault();
  };
  return (
    <Dialog title={texts.goTo} onClose={onClose}>
      <label className="parlor-search">
        <Icon name="search" />
        <input
          type="search"
          role="combobox"
          data-focus-first
          value={search}
          placeholder={texts.goToPlaceholder}
          aria-label={texts.goTo}
          aria-expanded={found.length > 0}
          aria-controls={id}
          aria-activedescendant={found[active] && `${id}-${active}`}
          onChange={({ target }) => {
            setSearch(target.value);
            setActive(0);
          }}
          onKeyDown={pressed}
        />
      </label>
      <div className="parlor-go-to" aria-live="polite">
        <ul id={id} role="listbox" aria-label={texts.rooms}>
          {found.map((entry, index) => (
            <li
              key={entry.room}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onClick={() => onOpen(entry.room)}
            >
              <RoomSign kind={entry.kind} id={entry.room} title={nameOf(entry)} />
              <span dir="auto">{nameOf(entry)}</span>
            </li>
          ))}
        </ul>
        {found.length === 0 && (
          <p className="parlor-hint">{wanted === "" ? kit.noRooms : kit.noRoomFound(search.trim())}</p>
        )}
      </div>
    </Dialog>
  );
}

const nameOf = ({ title, room }: RoomEntry): string => cleanName(title) || room;
