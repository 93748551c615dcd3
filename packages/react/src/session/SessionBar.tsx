import { seated } from "@parlor/rules";
import { useEffect, useRef } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useRoomState } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import type { Words } from "../texts/words.ts";
import { type SessionNow, useSession } from "./use-session.ts";

const SOON_MS = 60_000;
/** The last moment at which saying so helps anybody; the kind's own warnings come before. */
const LAST_CALL_MS = 10_000;

/** The clock of the conversation, on top of everything. Nothing where rooms have no session. */
export function SessionBar() {
  const { room } = useCurrentRoom();
  const words = useWords();
  const now = useSession(room);
  const state = useRoomState(room);
  useSaid(now);
  if (!now || !state || now.session.phase === "ended") return null;

  const { session, leftMs, passed } = now;
  const isOver = session.phase === "wrapping-up";
  return (
    <div
      className="parlor-session"
      data-phase={session.phase}
      data-soon={isOver || (session.phase === "running" && leftMs !== undefined && leftMs <= SOON_MS) || undefined}
    >
      <Icon name="clock" />
      <p>{sentence(now, words)}</p>
      {session.phase === "waiting" && state.kind.seats && (
        <span className="parlor-note">
          {words.texts.session.seatsTaken(words.number(seated(state).length), state.kind.seats.total)}
        </span>
      )}
      {leftMs !== undefined && !isOver && (
        <span className="parlor-time-left" role="timer" aria-live="off" aria-label={words.texts.session.timeLeft}>
          {words.clock(leftMs)}
        </span>
      )}
      {passed !== undefined && (
        <svg className="parlor-time-passed" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width={100 * (1 - passed)} height="1" />
        </svg>
      )}
    </div>
  );
}

function sentence({ session, leftMs }: SessionNow, { texts, clock }: Words): string {
  switch (session.phase) {
    case "waiting":
      return texts.session.startsWhenFull;
    case "running":
      return leftMs === undefined ? texts.session.running : texts.session.timeLeft;
    case "paused":
      return `${texts.session.paused}. ${texts.session.pausedHint}`;
    case "wrapping-up":
      return `${texts.session.timeIsOver}. ${texts.session.everybodyGoesIn(clock(leftMs ?? 0))}`;
    case "ended":
      return texts.session.ended;
  }
}

/** Said when it changes, at the kind's warnings and shortly before the end, to those who hear the page. Never each second. */
function useSaid(now: SessionNow | undefined): void {
  const words = useWords();
  const announce = useAnnounce();
  const said = useRef<string>(undefined);
  const { session, leftMs } = now ?? {};
  const isRunning = session?.phase === "running";
  const isLastCall = isRunning && leftMs !== undefined && leftMs <= LAST_CALL_MS;
  const told = isRunning ? session.toldLeftMs : undefined;
  const state = session && `${session.phase} ${told ?? ""} ${isLastCall}`;
  useEffect(() => {
    if (state === said.current || !session) return;
    const isFirst = said.current === undefined;
    said.current = state;
    // How things stood when one came is seen, or read where one reads.
    if (isFirst) return;
    if (isLastCall) announce(words.texts.session.left(words.duration(LAST_CALL_MS)));
    else if (told !== undefined) announce(words.texts.session.left(words.duration(told)));
    else announce(sentence({ session, leftMs, passed: undefined }, words));
  }, [state, session, leftMs, told, isLastCall, announce, words]);
}
