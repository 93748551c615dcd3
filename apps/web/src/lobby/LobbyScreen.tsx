import { Icon, useLobbyTitle } from "@parlor/react";
import { LobbyView } from "@parlor/react/lobby";
import { useSettings } from "../settings.ts";
import { usePlaceForFocus } from "../chat/use-place-for-focus.ts";
import { goBack, goTo } from "../route.ts";
import type { LobbyRoute } from "./lobby-route.ts";

/** Where one waits for a conversation, or receives people for one. */
export function LobbyScreen({ route: { lobby, scenario } }: { readonly route: LobbyRoute }) {
  const { texts } = useSettings();
  const title = useLobbyTitle(lobby);
  return (
    <main
      data-part="conversation"
      id="messages"
      data-landmark
      aria-label={title}
      ref={usePlaceForFocus()}
      tabIndex={-1}
    >
      <header data-part="room-header">
        <button
          type="button"
          data-part="icon-button"
          data-back
          aria-label={texts.back}
          title={texts.back}
          onClick={() => goBack()}
        >
          <Icon name="back" />
        </button>
        <div data-part="room-heading">
          <h1 dir="auto">{title}</h1>
          <p>{texts.coached.lobbyHint}</p>
        </div>
      </header>
      <div data-part="lobby-scroller">
        <LobbyView lobby={lobby} scenario={scenario} onEnter={goTo} />
      </div>
    </main>
  );
}
