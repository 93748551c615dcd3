export { lobbyFor, type ReceivingLobby } from "./lobby-for.ts";
export { LobbyRoomCard, type LobbyRoomCardProps } from "./LobbyRoomCard.tsx";
export { LobbyView, type LobbyViewProps } from "./LobbyView.tsx";
export { ReceivingBar, type ReceivingBarProps } from "./ReceivingBar.tsx";
export { type Looker, type Seat, seatIn } from "./seat.ts";
export { type LobbyNow, useLobby } from "./use-lobby.ts";
