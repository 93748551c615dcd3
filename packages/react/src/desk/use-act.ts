import { useCallback, useRef, useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useChatClient, useWords } from "../provider.tsx";

export interface Act {
  /**
   * Does it, with a key for this act. Resolves to undefined when it was refused, and `fault` says why, or when another is
   * under way: a button that is busy is not disabled, or it would lose the focus.
   */
  readonly run: <Done>(act: (key: string) => Promise<Done>) => Promise<Done | undefined>;
  readonly isBusy: boolean;
  readonly fault: string | undefined;
}

/** Something that is asked of the server, and may be refused. */
export function useAct(): Act {
  const client = useChatClient();
  const { texts } = useWords();
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = useRef(false);
  const [fault, setFault] = useState<string>();
  const run = useCallback<Act["run"]>(
    async (act) => {
      if (isUnderWay.current) return undefined;
      isUnderWay.current = true;
      setBusy(true);
      setFault(undefined);
      try {
        return await act(client.newKey());
      } catch (error) {
        const reason = error instanceof Error ? error.message : texts.somethingWrong;
        setFault(reason);
        announce(reason, "assertive");
        return undefined;
      } finally {
        isUnderWay.current = false;
        setBusy(false);
      }
    },
    [client, texts, announce],
  );
  return { run, isBusy, fault };
}
