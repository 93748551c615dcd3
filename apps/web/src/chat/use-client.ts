import { type ChatClient, type ChatClientOptions, createChatClient, indexedDbStorage } from "@parlor/client";
import { useEffect, useState } from "react";
import { BegunWebSocket } from "../begun-socket.ts";
import { tokenFor } from "../start/entrances.ts";
import type { Who } from "../who.ts";

/** The client of whoever this tab remembers, until it is drawn. */
let begun: { readonly who: string; readonly client: ChatClient } | undefined;

/** Connects before anything is drawn: on a phone, drawing takes as long as the answer of the server. */
export function beginClient(who: Who): void {
  begun = { who: JSON.stringify(who), client: clientOf(who) };
  begun.client.connect();
}

/** One client for as long as one is in, connected while the page is there. */
export function useClient(who: Who): ChatClient {
  const [client] = useState(() => (begun?.who === JSON.stringify(who) ? begun.client : clientOf(who)));
  useEffect(() => {
    begun = undefined;
    client.connect();
    return () => client.disconnect();
  }, [client]);
  return client;
}

const clientOf = (who: Who): ChatClient =>
  createChatClient({ url: location.origin, WebSocket: BegunWebSocket, ...identityOf(who) });

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
