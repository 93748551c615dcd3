import { CurrentRoom, ParlorProvider, useConnection, useRooms, useWords } from "@parlor/react";
import { lazy, Suspense, useEffect, useState } from "react";
import { goTo, useRoute } from "../route.ts";
import { useSettings } from "../settings.ts";
import { signOut } from "../start/account.ts";
import type { Who } from "../who.ts";
import { Conversation } from "./Conversation.tsx";
import { useDeskRoute } from "../desk/desk-route.ts";
import { useLobbyRoute } from "../lobby/lobby-route.ts";
import { GoTo } from "./GoTo.tsx";
import { NoRoom } from "./NoRoom.tsx";
import { RoomsPane } from "./RoomsPane.tsx";
import { SettingsDialog } from "./SettingsDialog.tsx";
import { useAway } from "./use-away.ts";
import { useClient } from "./use-client.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { usePhone, useViewport } from "./use-viewport.ts";

const LobbyScreen = lazy(async () => ({ default: (await import("../lobby/LobbyScreen.tsx")).LobbyScreen }));
const Desk = lazy(async () => ({ default: (await import("../desk/Desk.tsx")).Desk }));

export interface ChatProps {
  readonly who: Who;
  readonly onLeave: (why?: string) => void;
}

/** The house from inside. */
export function Chat({ who, onLeave }: ChatProps) {
  const client = useClient(who);
  const { words } = useSettings();
  return (
    <ParlorProvider client={client} words={words}>
      <UnreadTitle />
      <Panes who={who} onLeave={onLeave} />
    </ParlorProvider>
  );
}

export type Asked = "browse" | "create" | "settings" | "go-to";

function Panes({ who, onLeave }: ChatProps) {
  const { room, people } = useRoute();
  const desk = useDeskRoute();
  const lobby = useLobbyRoute();
  const [asked, setAsked] = useState<Asked>();
  const isOnPhone = usePhone();
  const isInside = (room ?? lobby) !== undefined;
  const isAlone = isOnPhone && !isInside;
  useShownOut(onLeave);
  useAway();
  useViewport();
  useShortcuts({ onGoTo: () => setAsked("go-to") });

  const leave = async () => {
    if (who.as === "account") await signOut();
    onLeave();
  };
  if (desk) {
    return (
      <div className="parlor-panes" data-room={desk.request !== undefined || undefined}>
        <Skips canWrite={false} />
        <Suspense fallback={<main className="parlor-conversation" data-wide />}>
          <Desk route={desk} onSettings={() => setAsked("settings")} />
        </Suspense>
        {asked === "settings" && <SettingsDialog onLeave={() => void leave()} onClose={() => setAsked(undefined)} />}
        {asked === "go-to" && <GoTo onOpen={goTo} onClose={() => setAsked(undefined)} />}
      </div>
    );
  }
  return (
    <div className="parlor-panes" data-room={isInside || undefined} data-people={people || undefined}>
      <Skips canWrite={room !== undefined} />
      <RoomsPane
        current={room}
        lobby={lobby?.lobby}
        isAlone={isAlone}
        isCovered={isOnPhone && isInside}
        asked={asked}
        onAsk={setAsked}
        onLeave={() => void leave()}
      />
      {lobby ? (
        <Suspense fallback={<main className="parlor-conversation" />}>
          <LobbyScreen route={lobby} />
        </Suspense>
      ) : room === undefined ? (
        !isAlone && <NoRoom onAsk={setAsked} />
      ) : (
        <CurrentRoom id={room}>
          <Conversation onGone={() => goTo(undefined)} />
        </CurrentRoom>
      )}
    </div>
  );
}

function Skips({ canWrite = true }: { readonly canWrite?: boolean }) {
  const { texts } = useSettings();
  return (
    <nav className="parlor-skips" aria-label={texts.skipToMessages}>
      <a href="#messages">{texts.skipToMessages}</a>
      {canWrite && <a href="#writing">{texts.skipToWriting}</a>}
    </nav>
  );
}

/** The server does not let one in any more: back to the door, with the reason. */
function useShownOut(onLeave: (why?: string) => void): void {
  const { texts } = useSettings();
  const connection = useConnection();
  const reason = connection.name === "stopped" ? connection.reason : undefined;
  useEffect(() => {
    if (reason === undefined) return;
    const why = { guests_off: texts.guestsOff, bad_payload: texts.badName }[String(reason)];
    onLeave(why ?? texts.signedOut);
  }, [reason, onLeave, texts]);
}

/** A component of its own, so that what comes in draws no more than it changes. */
function UnreadTitle(): null {
  const { texts } = useSettings();
  const { number } = useWords();
  const unread = useRooms().reduce((sum, room) => sum + room.unread, 0);
  useEffect(() => {
    const title = unread > 0 ? texts.unreadTitle(number(unread)) : "Parlor";
    // A moment later: what is read as it comes was new only until it was drawn.
    const timer = setTimeout(() => document.title !== title && (document.title = title));
    return () => clearTimeout(timer);
  }, [unread, texts, number]);
  useEffect(() => () => void (document.title = "Parlor"), []);
  return null;
}
