import { type ChatClient, createChatClient } from "@parlor/client";
import { useEffect, useState } from "react";
import type { Who } from "../who.ts";

/** One client for as long as one is in, connected while the page is there. */
export function useClient(who: Who): ChatClient {
  const [client] = useState(() =>
    createChatClient({ url: location.origin, ...(who.as === "guest" && { guest: { name: who.name } }) }),
  );
  useEffect(() => {
    client.connect();
    return () => client.disconnect();
  }, [client]);
  return client;
}
