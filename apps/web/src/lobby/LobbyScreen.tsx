import { useLobbyTitle } from "@parlor/react";
import { LobbyView } from "@parlor/react/lobby";
import { useSettings } from "../settings.ts";
import { PaneHeader } from "../chat/PaneHeader.tsx";
import { usePlaceForFocus } from "../use-place-for-focus.ts";
import { goBack, goTo } from "../route.ts";
import type { LobbyRoute } from "./lobby-route.ts";

/** Where one waits for a conversation, or receives people for one. */
export function LobbyScreen({ route: { lobby, scenario } }: { readonly route: LobbyRoute }) {
  const { texts } = useSettings();
  const title = useLobbyTitle(lobby);
  return (
    <main
      className="parlor-conversation"
      id="messages"
      data-landmark
      aria-label={title}
      ref={usePlaceForFocus()}
      tabIndex={-1}
    >
      <PaneHeader title={title} note={texts.coached.lobbyHint} onBack={() => goBack()} />
      <div className="parlor-lobby-scroller">
        <LobbyView lobby={lobby} scenario={scenario} onEnter={goTo} />
      </div>
    </main>
  );
}
