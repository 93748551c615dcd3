import type { LobbyOffer } from "@parlor/protocol";
import type { MouseEvent } from "react";
import { useMe } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { useChatClient, useWords } from "../provider.tsx";
import { kindTitle } from "../texts/called.ts";
import { useObservable } from "../use-observable.ts";
import { lobbyFor } from "./lobby-for.ts";
import { waitingFor } from "./seat.ts";
import { useLobbies } from "./use-lobby.ts";

export interface LobbyListProps {
  readonly current: string | undefined;
  readonly hrefOf: (lobby: string) => string;
  readonly onOpen: (lobby: string) => void;
}

/** The lobbies there are, as links. Nothing where there is none. */
export function LobbyList({ current, hrefOf, onOpen }: LobbyListProps) {
  const lobbies = useLobbies();
  const { texts } = useWords();
  if (!lobbies || lobbies.length === 0) return null;
  return (
    <nav className="parlor-lobby-list" aria-label={texts.lobby.lobbies}>
      <ul>
        {lobbies.map((offer) => (
          <li key={offer.lobby}>
            <LobbyLink
              offer={offer}
              isCurrent={offer.lobby === current}
              href={hrefOf(offer.lobby)}
              onOpen={() => onOpen(offer.lobby)}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface LobbyLinkProps {
  readonly offer: LobbyOffer;
  readonly isCurrent: boolean;
  readonly href: string;
  readonly onOpen: () => void;
}

function LobbyLink({ offer, isCurrent, href, onOpen }: LobbyLinkProps) {
  const { texts, number } = useWords();
  const lobby = lobbyFor(useChatClient(), offer.lobby);
  const id = useMe()?.id;
  const isReceiving = useObservable(lobby.receiving) !== undefined;
  const rooms = useObservable(lobby.rooms);
  const waiting = isReceiving ? waitingFor(rooms, { id, hosts: true }) : 0;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <a
      href={href}
      className="parlor-room"
      data-unread={waiting > 0 || undefined}
      aria-current={isCurrent ? "page" : undefined}
      onClick={open}
    >
      <span className="parlor-room-sign" data-receiving={isReceiving || undefined} aria-hidden="true">
        <Icon name="door" />
      </span>
      <span className="parlor-room-title">
        <span dir="auto">{kindTitle(texts, offer.lobby, offer.title)}</span>
      </span>
      {waiting > 0 && (
        <>
          <span className="parlor-badge" aria-hidden="true">
            {number(waiting)}
          </span>
          <span className="parlor-hidden">{texts.lobby.waitingForYou(waiting)}</span>
        </>
      )}
    </a>
  );
}
