import type { RefusalCode } from "@parlor/protocol";
import { useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useMe, useRoomState, useWatch } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { cleanText } from "../markup/clean.ts";
import { useChatClient, useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import type { Texts } from "../texts/en.ts";

/** In the place of the composer: why one cannot write, and what can be done about it. */
export function ClosedComposer() {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  const client = useChatClient();
  const announce = useAnnounce();
  const state = useRoomState(room);
  const watch = useWatch(room);
  const me = useMe()?.id ?? "";
  const [isJoining, setJoining] = useState(false);
  const isStranger = state !== undefined && !state.closed && !state.members.has(me);
  const mayJoin = isStranger && room.can({ do: "join" }).ok;
  const mayNot = room.can({ do: "send" });

  const join = () => {
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
          : texts.closedBecause(cleanText(reason))
        : isStranger
          ? texts.joinToWrite
          : (!mayNot.ok && sessionText(mayNot.code, texts)) || texts.mayNotWrite;
  return (
    <div data-part="closed-composer">
      <Icon name="lock" />
      <p dir="auto">{text}</p>
      {mayJoin && (
        <button type="button" data-part="button" data-primary disabled={isJoining} onClick={join}>
          {texts.join}
        </button>
      )}
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
