import type { SentBack } from "@parlor/protocol";
import { useRoomFacts } from "../hooks.ts";
import { useChatClient } from "../provider.tsx";
import { useObservable } from "../use-observable.ts";

/** How a conversation of one's own ended, as soon as it has. */
export interface Ending extends Omit<SentBack, "to"> {
  /** The lobby one is back in, if there is one. */
  readonly to: string | undefined;
}

/** By one's own inbox, which also knows it after a reload and when the room can no longer be read; else by the room. */
export function useEnding(id: string): Ending | undefined {
  const client = useChatClient();
  const sentBack = useObservable(client.inbox).ended.findLast(({ room }) => room === id);
  const state = useRoomFacts(client.room(id));
  if (sentBack) return sentBack;
  if (state?.session?.phase !== "ended") return undefined;
  const { token, why } = state.session;
  return { room: id, to: undefined, token, why, title: state.title };
}
