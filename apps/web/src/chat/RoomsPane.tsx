import { ConnectionNotice, LobbyList, RoomList } from "@parlor/react";
import type { RoomId } from "@parlor/protocol";
import { Activity, lazy, Suspense } from "react";
import { IconButton } from "../IconButton.tsx";
import { Mark } from "../Mark.tsx";
import { goTo, hrefOf } from "../route.ts";
import { goToLobby, lobbyHref } from "../lobby/lobby-route.ts";
import { useSettings } from "../settings.ts";
import { BrowseRooms } from "./BrowseRooms.tsx";
import type { Asked } from "./Chat.tsx";
import { CreateRoom } from "./CreateRoom.tsx";
import { GoTo } from "./GoTo.tsx";
import { PaneFooter } from "./PaneFooter.tsx";
import { SettingsDialog } from "./SettingsDialog.tsx";

const DeskLinks = lazy(async () => ({ default: (await import("../desk/DeskLinks.tsx")).DeskLinks }));

export interface RoomsPaneProps {
  readonly current: RoomId | undefined;
  readonly lobby: string | undefined;
  /** There is nothing beside it. */
  readonly isAlone: boolean;
  /** A room stands in its place. */
  readonly isCovered: boolean;
  readonly asked: Asked | undefined;
  readonly onAsk: (asked: Asked | undefined) => void;
  readonly onLeave: () => void;
}

/** One's own rooms, and the ways to others. */
export function RoomsPane({ current, lobby, isAlone, isCovered, asked, onAsk, onLeave }: RoomsPaneProps) {
  const { texts } = useSettings();
  const close = () => onAsk(undefined);
  const open = (room: RoomId) => {
    close();
    goTo(room);
  };
  return (
    <section
      className="parlor-rooms-pane"
      data-landmark
      // The same element either way, so that what one reads or scrolled to stays.
      role={isAlone ? "main" : undefined}
      id={isAlone ? "messages" : undefined}
      aria-label={texts.rooms}
      tabIndex={-1}
    >
      <header>
        <Mark />
        <h1>Parlor</h1>
        <IconButton icon="browse" text={texts.browse} onClick={() => onAsk("browse")} />
        <IconButton icon="add" text={texts.newRoom} onClick={() => onAsk("create")} />
      </header>
      {!isCovered && <ConnectionNotice />}
      {/* Covered, it is drawn after all that one sees, and not with every message. */}
      <Activity mode={isCovered ? "hidden" : "visible"}>
        <div className="parlor-rooms-scroller">
          <Suspense>
            <DeskLinks />
          </Suspense>
          <LobbyList current={lobby} hrefOf={lobbyHref} onOpen={goToLobby} />
          <RoomList current={current} hrefOf={hrefOf} onOpen={open} />
        </div>
      </Activity>
      <PaneFooter onSettings={() => onAsk("settings")} />
      {asked === "browse" && <BrowseRooms onOpen={open} onCreate={() => onAsk("create")} onClose={close} />}
      {asked === "create" && <CreateRoom onOpen={open} onClose={close} />}
      {asked === "settings" && <SettingsDialog onLeave={onLeave} onClose={close} />}
      {asked === "go-to" && <GoTo onOpen={open} onClose={close} />}
    </section>
  );
}
