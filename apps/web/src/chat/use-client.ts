import { type ChatClient, type ChatClientOptions, createChatClient, indexedDbStorage } from "@parlor/client";
import { useEffect, useState } from "react";
import { tokenFor } from "../start/entrances.ts";
import type { Who } from "../who.ts";

/** One client for as long as one is in, connected while the page is there. */
export function useClient(who: Who): ChatClient {
  const [client] = useState(() => createChatClient({ url: location.origin, ...identityOf(who) }));
  useEffect(() => {
    client.connect();
    return () => client.disconnect();
  }, [client]);
  return client;
}

function identityOf(who: Who): Omit<ChatClientOptions, "url"> {
  switch (who.as) {
    case "guest":
      return { guest: { name: who.name } };
    case "account":
      return {};
    case "role":
      return {
        getToken: () => tokenFor(who.role),
        // What one of these people left unsent is nothing to the others in this browser.
        storage: indexedDbStorage(`parlor ${location.origin} ${who.role}`),
      };
  }
}
