import type { LobbyRoom, RoomId } from "@parlor/protocol";
import { useId, useState } from "react";
import { useServerTime } from "../hooks.ts";
import { cleanName, cleanText } from "../markup/clean.ts";
import { Avatar } from "../people/Avatar.tsx";
import { useWords } from "../provider.tsx";
import type { Words } from "../texts/words.ts";
import { type Looker, mayEnter, type Seat, seatIn } from "./seat.ts";

export interface LobbyRoomCardProps {
  readonly room: LobbyRoom;
  readonly looker: Looker;
  readonly onSit: () => Promise<unknown>;
  readonly onEnter: (room: RoomId) => void;
}

/** One room of a lobby: what it is about, who receives people there, and whether one can sit down. */
export function LobbyRoomCard({ room, looker, onSit, onEnter }: LobbyRoomCardProps) {
  const words = useWords();
  const { texts, number } = words;
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const ids = useId();
  const seat = seatIn(room, looker);
  const now = useServerTime(room.endsAt === undefined ? undefined : 1_000, room.endsAt);
  const subject = cleanName(room.subject) || texts.unnamedRoom;
  const { host, seats } = room;

  const enter = () => {
    if (!mayEnter(seat) || isBusy) return;
    if (seat === "mine") return onEnter(room.room);
    setBusy(true);
    setRefusal(undefined);
    onSit()
      .then(() => onEnter(room.room))
      .catch((error: unknown) => setRefusal(error instanceof Error ? error.message : texts.somethingWrong))
      .finally(() => setBusy(false));
  };

  return (
    <article className="parlor-lobby-room" data-seat={seat} aria-labelledby={`${ids}-subject`}>
      <header>
        {host && <Avatar id={host.id} name={host.name} />}
        <div>
          <h2 id={`${ids}-subject`} dir="auto">
            {subject}
          </h2>
          {host && (
            <p className="parlor-note" dir="auto">
              {host.id === looker.id ? texts.lobby.withYou : texts.lobby.with(cleanName(host.name) || texts.someone)}
            </p>
          )}
        </div>
        <span
          className="parlor-seats"
          role="img"
          aria-label={texts.lobby.seats(number(seats.taken), seats.total)}
          title={texts.lobby.seats(number(seats.taken), seats.total)}
        >
          {Array.from({ length: Math.min(seats.total, SEATS_DRAWN) }, (_, index) => (
            <i key={index} data-taken={index < seats.taken || undefined} />
          ))}
        </span>
      </header>
      <footer>
        <p className="parlor-seat-state" id={`${ids}-state`}>
          <span>{stateText(room, seat, words)}</span>
          {room.endsAt !== undefined && (
            <span className="parlor-countdown" role="timer" aria-live="off">
              {texts.lobby.talkingFor(words.clock(room.endsAt - now))}
            </span>
          )}
        </p>
        <button
          type="button"
          className="parlor-button"
          data-primary={seat === "mine" || seat === "waits-for-me" || seat === "free" || undefined}
          // Still reached by keyboard, so that why it cannot be pressed is heard.
          aria-disabled={!mayEnter(seat) || isBusy || undefined}
          aria-describedby={`${ids}-state`}
          aria-label={seat === "mine" ? texts.lobby.goBackTo(subject) : texts.lobby.enterRoom(subject)}
          onClick={enter}
        >
          {seat === "mine" ? texts.lobby.goBack : texts.lobby.enter}
        </button>
      </footer>
      {refusal !== undefined && (
        <p className="parlor-reason" role="alert" dir="auto">
          {cleanText(refusal)}
        </p>
      )}
    </article>
  );
}

const SEATS_DRAWN = 8;

function stateText(room: LobbyRoom, seat: Seat, { texts }: Words): string {
  const { host, people } = room;
  switch (seat) {
    case "free":
      return host && people.includes(host.id)
        ? texts.lobby.freeWithHost(cleanName(host.name) || texts.someone)
        : texts.lobby.free;
    case "waits-for-me":
      return texts.lobby.someoneWaits;
    case "mine":
      return room.state === "full" ? texts.lobby.talking : texts.lobby.waitsForOthers;
    case "taken":
      return texts.lobby.talking;
    case "waits":
      return host ? texts.lobby.waitsForHost(cleanName(host.name) || texts.someone) : texts.lobby.waitsForOthers;
  }
}
