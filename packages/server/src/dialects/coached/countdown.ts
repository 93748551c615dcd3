import type { StreamName } from "@parlor/protocol";
import { type RoomState, timeLeftMs } from "@parlor/rules";
import type { OpenStreams } from "../../streams/open-streams.ts";
import type { Lobbies } from "../../lobby/lobbies.ts";
import type { Audience } from "../socket-io/audience.ts";
import type { Form } from "../socket-io/telling.ts";
import { clockFace } from "./clock-face.ts";
import { LOBBY, LOBBY_STREAM, lobbyRoomId } from "./rooms.ts";

export interface CountdownSettings {
  readonly lobby: { readonly audience: Audience; readonly form: Form };
  readonly chat: { readonly audience: Audience; readonly form: Form };
  readonly lobbies: Pick<Lobbies, "shown">;
  readonly streams: Pick<OpenStreams, "peek">;
  readonly now: () => number;
}

const TICK_MS = 1_000;

/** These clients show a clock that somebody else moves: every second they are told what is left. */
export function startCountdown({ lobby, chat, lobbies, streams, now }: CountdownSettings): void {
  const roomOf = (stream: StreamName) => streams.peek(stream)?.state as RoomState | undefined;

  const tick = () => {
    if (lobby.audience.isWatching(LOBBY_STREAM)) {
      for (const entry of lobbies.shown(LOBBY)) {
        if (entry.endsAt === undefined) continue;
        const payload = { time: clockFace(entry.endsAt - now()).time, room_id: lobbyRoomId(entry) };
        lobby.audience.tell(lobby.form, LOBBY_STREAM, { name: "countdown", payload });
      }
    }
    for (const stream of chat.audience.heardBy(chat.form)) {
      const leftMs = timeLeftMs(roomOf(stream)?.session, now());
      if (leftMs === undefined) continue;
      chat.audience.tell(chat.form, stream, { name: "countdown", payload: clockFace(leftMs) });
    }
  };
  setInterval(tick, TICK_MS).unref();
}
