import type { LobbyOffer, RoomId } from "@parlor/protocol";
import { Skeleton, useLobbies, useMe, useWords } from "@parlor/react";
import { LobbyRoomCard, useLobby } from "@parlor/react/lobby";
import type { ReactNode } from "react";
import { useSettings } from "../settings.ts";
import { goToLobby, scenarioInAddress } from "./lobby-route.ts";

interface SeatOfferProps {
  readonly room: RoomId;
  /** Shown where no lobby leads to this room. */
  readonly children: ReactNode;
}

/** For who followed a link to a room of a lobby and does not sit there yet: the seat, as the lobby shows it. */
export function SeatOffer({ room, children }: SeatOfferProps) {
  const { texts } = useWords();
  const lobbies = useLobbies();
  if (lobbies === undefined) return <Skeleton label={texts.lobby.lookingForRooms} lines={2} />;
  return (
    <SeatAmong lobbies={lobbies} room={room}>
      {children}
    </SeatAmong>
  );
}

interface SeatAmongProps extends SeatOfferProps {
  readonly lobbies: readonly LobbyOffer[];
}

function SeatAmong({ lobbies: [first, ...others], room, children }: SeatAmongProps) {
  if (first === undefined) return children;
  return (
    <SeatOf key={first.lobby} offer={first} room={room}>
      <SeatAmong lobbies={others} room={room}>
        {children}
      </SeatAmong>
    </SeatOf>
  );
}

function SeatOf({ offer, room: id, children }: SeatOfferProps & { readonly offer: LobbyOffer }) {
  const { texts: kit } = useWords();
  const { texts } = useSettings();
  const me = useMe()?.id;
  const { lobby, rooms, refusal } = useLobby(offer.lobby);
  if (refusal !== undefined) return children;
  if (rooms === undefined) return <Skeleton label={kit.lobby.lookingForRooms} lines={2} />;
  const room = rooms.find((one) => one.room === id);
  if (room === undefined) return children;

  const task = scenarioInAddress();
  // A task that the kind does not have would only be refused.
  const isKnown = offer.scenarios.length === 0 || offer.scenarios.some((one) => one.id === task);
  const wish = task !== undefined && isKnown ? { scenario: task } : {};
  return (
    <div className="parlor-seat-offer">
      <p>{texts.coached.lobbyHint}</p>
      <LobbyRoomCard
        room={room}
        looker={{ id: me, hosts: offer.hosts }}
        onSit={() => lobby.takeSeat(id, wish)}
        // The room opens by itself for who is let in.
        onEnter={() => {}}
      />
      <button type="button" className="parlor-button" onClick={() => goToLobby(offer.lobby)}>
        {kit.session.backToLobby}
      </button>
    </div>
  );
}
