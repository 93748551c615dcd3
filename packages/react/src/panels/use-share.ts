import type { Room } from "@parlor/client";
import { useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useRoomState } from "../hooks.ts";
import { useChatClient, useWords } from "../provider.tsx";

export interface Sharing {
  /** Why nothing can be shared now, in a sentence. */
  readonly refusal: string | undefined;
  readonly isShared: (item: string) => boolean;
  readonly isBusy: (item: string) => boolean;
  readonly share: (item: string) => void;
}

/** Putting cards of the collection into the conversation. */
export function useShare(room: Room): Sharing {
  const client = useChatClient();
  const { texts } = useWords();
  const announce = useAnnounce();
  const state = useRoomState(room);
  const [busy, setBusy] = useState<readonly string[]>([]);
  const may = room.can({ do: "share" });
  const phase = state?.session?.phase;

  const share = (item: string) => {
    if (busy.includes(item)) return;
    setBusy((before) => [...before, item]);
    client
      .ask("share_item", { room: room.id, key: client.newKey(), item })
      .then(() => announce(texts.panels.shared))
      .catch((error: unknown) => announce(error instanceof Error ? error.message : texts.somethingWrong, "assertive"))
      .finally(() => setBusy((before) => before.filter((one) => one !== item)));
  };
  return {
    refusal: may.ok ? undefined : phase === "waiting" ? texts.session.startsWhenFull : may.reason,
    isShared: (item) => state?.shared.includes(item) ?? false,
    isBusy: (item) => busy.includes(item),
    share,
  };
}
