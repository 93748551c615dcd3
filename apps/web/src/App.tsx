import { WordsProvider } from "@parlor/react";
import { useCallback, useState } from "react";
import { Chat } from "./chat/Chat.tsx";
import { FaultScreen } from "./FaultScreen.tsx";
import { useSettings } from "./settings.ts";
import { wantedRole, withoutRole } from "./start/as-role.ts";
import { Start } from "./start/Start.tsx";
import { goThroughTheDoor } from "./use-place-for-focus.ts";
import { presentWho, rememberWho, type Who } from "./who.ts";

export function App() {
  const { words } = useSettings();
  const [who, setWho] = useState(presentWho);
  const [reason, setReason] = useState<string>();

  const enter = useCallback((entered: Who) => {
    goThroughTheDoor();
    rememberWho(entered);
    if (wantedRole() !== undefined) history.replaceState(null, "", withoutRole());
    setReason(undefined);
    setWho(entered);
  }, []);
  const leave = (why?: string) => {
    goThroughTheDoor();
    rememberWho(undefined);
    setReason(why);
    setWho(undefined);
  };

  return (
    <WordsProvider words={words}>
      <FaultScreen>
        {who ? <Chat key={JSON.stringify(who)} who={who} onLeave={leave} /> : <Start reason={reason} onEnter={enter} />}
      </FaultScreen>
    </WordsProvider>
  );
}
