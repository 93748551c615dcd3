import { type ChatClient, type ChatClientOptions, createChatClient, type Room } from "@parlor/client";
import type { RoomId } from "@parlor/protocol";
import { useEffect, useState } from "react";
import { BegunWebSocket } from "../begun-socket.ts";
import { tokenFor } from "../start/entrances.ts";
import type { Who } from "../who.ts";
import { storageFor } from "./storage.ts";

/** The client of whoever this tab remembers, until it is drawn. */
let begun: { readonly who: string; readonly client: ChatClient; readonly room: Room | undefined } | undefined;

/** Connects and opens the room before anything is drawn: on a phone, drawing takes as long as the answer of the server. */
export function beginClient(who: Who, id: RoomId | undefined): void {
  const client = clientOf(who);
  const room = id === undefined ? undefined : client.room(id);
  begun = { who: JSON.stringify(who), client, room };
  client.connect();
  // A refusal shows in `room.watch`.
  room?.open().catch(() => {});
}

/** One client for as long as one is in, connected while the page is there. */
export function useClient(who: Who): ChatClient {
  const [client] = useState(() => (begun?.who === JSON.stringify(who) ? begun.client : clientOf(who)));
  useEffect(() => {
    client.connect();
    // Whoever shows the room has opened it by now.
    begun?.room?.close();
    begun = undefined;
    return () => client.disconnect();
  }, [client]);
  return client;
}

const clientOf = (who: Who): ChatClient =>
  createChatClient({ url: location.origin, WebSocket: BegunWebSocket, ...identityOf(who) });

function identityOf(who: Who): Omit<ChatClientOptions, "url"> {
  switch (who.as) {
    case "guest":
      return { guest: { name: who.name }, storage: storageFor() };
    case "account":
      return { storage: storageFor() };
    case "role":
      return {
        getToken: () => tokenFor(who.role),
        // What one of these people left unsent is nothing to the others in this browser.
        storage: storageFor(who.role),
      };
  }
}
