import type { RefusalCode } from "@parlor/protocol";
import { useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useMe, useRoomFacts, useWatch } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { cleanText } from "../markup/clean.ts";
import { useChatClient, useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import type { Texts } from "../texts/en.ts";
import { KeptText } from "./KeptText.tsx";

/** In the place of the composer: why one cannot write, and what can be done about it. */
export function ClosedComposer() {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  const client = useChatClient();
  const announce = useAnnounce();
  const state = useRoomFacts(room);
  const watch = useWatch(room);
  const me = useMe()?.id ?? "";
  const [isJoining, setJoining] = useState(false);
  const isStranger = state !== undefined && !state.closed && !state.members.has(me);
  const mayJoin = isStranger && room.can({ do: "join" }).ok;
  const mayNot = room.can({ do: "send" });

  const join = () => {
    if (isJoining) return;
    setJoining(true);
    client
      .joinRoom(room.id)
      .catch((error: unknown) => announce(error instanceof Error ? error.message : texts.somethingWrong, "assertive"))
      .finally(() => setJoining(false));
  };

  const reason = state?.closed?.reason ?? "";
  const text =
    watch.name === "refused"
      ? watch.message
      : state?.closed
        ? reason === ""
          ? texts.closedRoom
          : texts.closedBecause
        : isStranger
          ? texts.joinToWrite
          : (!mayNot.ok && sessionText(mayNot.code, texts)) || texts.mayNotWrite;
  return (
    <div className="parlor-closed-composer">
      <div className="parlor-closed-notice">
        <Icon name="lock" />
        <p>
          <bdi>{text}</bdi> {reason !== "" && <bdi>{cleanText(reason)}</bdi>}
        </p>
        {mayJoin && (
          <button
            type="button"
            className="parlor-button"
            data-primary
            aria-busy={isJoining || undefined}
            onClick={join}
          >
            {texts.join}
          </button>
        )}
      </div>
      {state?.closed && <KeptText />}
    </div>
  );
}

/** It is not the person, it is the moment. */
function sessionText(code: RefusalCode, { session }: Texts): string | undefined {
  switch (code) {
    case "session_waiting":
      return session.startsWhenFull;
    case "session_paused":
      return `${session.paused}. ${session.pausedHint}`;
    case "session_over":
      return `${session.timeIsOver}.`;
    default:
      return undefined;
  }
}
