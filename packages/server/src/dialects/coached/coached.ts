import type { Audience } from "../socket-io/audience.ts";
import type { Dialect } from "../socket-io/dialect.ts";
import type { SocketIoHouse } from "../socket-io/house.ts";
import { chatDialect } from "./chat.ts";
import { chatForm } from "./chat-form.ts";
import { startCountdown } from "./countdown.ts";
import { lobbyDialect } from "./lobby.ts";
import { lobbyForm } from "./lobby-form.ts";
import { TypedLengths } from "./typed-lengths.ts";

/** Coached conversations: a lobby and the rooms it leads to, each a namespace of its own. */
export function coached({ lobbies, streams, household }: SocketIoHouse) {
  const typed = new TypedLengths();
  const forms = { lobby: lobbyForm(lobbies), chat: chatForm(typed) };
  const dialects: { lobby: Dialect; chat: Dialect } = {
    lobby: lobbyDialect(forms.lobby),
    chat: chatDialect(forms.chat, typed),
  };
  return {
    dialects,
    start(audienceOf: (dialect: Dialect) => Audience | undefined): void {
      const [lobby, chat] = [audienceOf(dialects.lobby), audienceOf(dialects.chat)];
      if (!lobby || !chat) return;
      startCountdown({
        lobby: { audience: lobby, form: forms.lobby },
        chat: { audience: chat, form: forms.chat },
        lobbies,
        streams,
        now: () => household.now(),
      });
    },
  };
}
