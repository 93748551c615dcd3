import type { Ending } from "@parlor/react";
import { SessionEnding } from "@parlor/react/session";
import { goToLobby } from "../lobby/lobby-route.ts";

/** In the place of a conversation that is over. */
export function Ended({ ending, id }: { readonly ending: Ending; readonly id?: string }) {
  return (
    <div className="parlor-session-ended" id={id}>
      <SessionEnding ending={ending} onLobby={goToLobby} />
    </div>
  );
}
