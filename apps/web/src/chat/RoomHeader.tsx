import {
  Icon,
  Menu,
  Popover,
  useAnnounce,
  useCurrentRoom,
  usePresence,
  useRoomFacts,
  useRoomTitle,
  useWatch,
  useWords,
  cleanText,
} from "@parlor/react";
import { lazy, useState } from "react";
import { IconButton } from "../IconButton.tsx";
import { useSettings } from "../settings.ts";
import { CloseRoom } from "./CloseRoom.tsx";
import { Later } from "./Later.tsx";
import { LeaveRoom } from "./LeaveRoom.tsx";
import { PaneHeader } from "./PaneHeader.tsx";

const LeaveForLobby = lazy(async () => ({
  default: (await import("../beside/LeaveForLobby.tsx")).LeaveForLobby,
}));

export interface RoomHeaderProps {
  readonly arePeopleShown: boolean;
  readonly onPeople: () => void;
  readonly onBack: () => void;
  readonly onGone: () => void;
}

/** Which room this is, and what can be done with it. */
export function RoomHeader({ arePeopleShown, onPeople, onBack, onGone }: RoomHeaderProps) {
  const { texts } = useSettings();
  const { number, texts: kit } = useWords();
  const announce = useAnnounce();
  const { room } = useCurrentRoom();
  const title = useRoomTitle(room);
  const state = useRoomFacts(room);
  const count = usePresence(room)?.count ?? 0;
  const watch = useWatch(room);
  const [menuFrom, setMenuFrom] = useState<HTMLElement>();
  const [asked, setAsked] = useState<"leave" | "close">();
  const pick = (act: () => void) => () => {
    setMenuFrom(undefined);
    act();
  };
  const lobby = state?.kind.join === "lobby" ? state.kind.name : undefined;
  const leaveText = lobby === undefined ? texts.leave : texts.coached.leaveForLobby;
  const copyLink = () =>
    navigator.clipboard.writeText(location.href).then(
      () => announce(kit.copied),
      () => announce(kit.somethingWrong, "assertive"),
    );

  return (
    <PaneHeader
      // Of a room that one may not see not even the name is known.
      title={watch.name === "refused" && title === "" ? texts.rooms : title}
      note={cleanText(state?.description ?? "")}
      onBack={onBack}
    >
      {watch.name !== "refused" && (
        <>
          <button
            type="button"
            className="parlor-people-button"
            aria-expanded={arePeopleShown}
            aria-label={`${arePeopleShown ? texts.hidePeople : texts.showPeople}, ${kit.hereNow(count)}`}
            title={arePeopleShown ? texts.hidePeople : texts.showPeople}
            onClick={onPeople}
          >
            <Icon name="people" />
            {watch.name === "watching" && <span>{number(count)}</span>}
          </button>
          {lobby !== undefined && <IconButton icon="leave" text={leaveText} onClick={() => setAsked("leave")} />}
          <button
            type="button"
            className="parlor-icon-button"
            aria-haspopup="menu"
            aria-expanded={menuFrom !== undefined}
            aria-label={texts.roomMenu}
            title={texts.roomMenu}
            onClick={(event) => setMenuFrom(event.currentTarget)}
          >
            <Icon name="more" />
          </button>
        </>
      )}
      {menuFrom && (
        <Popover
          anchor={menuFrom.getBoundingClientRect()}
          label={texts.roomMenu}
          returnTo={menuFrom}
          onClose={() => setMenuFrom(undefined)}
        >
          <Menu
            label={texts.roomMenu}
            items={[
              { icon: "copy", text: texts.copyLink, onPick: pick(() => void copyLink()) },
              ...(room.can({ do: "close" }).ok
                ? [{ icon: "lock" as const, text: texts.closeRoom, onPick: pick(() => setAsked("close")) }]
                : []),
              { icon: "leave", text: leaveText, isDangerous: true, onPick: pick(() => setAsked("leave")) },
            ]}
          />
        </Popover>
      )}
      {asked === "leave" &&
        (lobby === undefined ? (
          <LeaveRoom onClose={() => setAsked(undefined)} onGone={onGone} />
        ) : (
          <Later>
            <LeaveForLobby lobby={lobby} onClose={() => setAsked(undefined)} />
          </Later>
        ))}
      {asked === "close" && <CloseRoom onClose={() => setAsked(undefined)} />}
    </PaneHeader>
  );
}
