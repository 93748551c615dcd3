import type { ChatClient } from "@parlor/client";

/** One of each name per client, for however many components. */
export function shared<T>(make: (client: ChatClient, name: string) => T): (client: ChatClient, name: string) => T {
  const known = new WeakMap<ChatClient, Map<string, T>>();
  return (client, name) => {
    const ofClient = known.get(client) ?? new Map<string, T>();
    known.set(client, ofClient);
    const made = ofClient.get(name) ?? make(client, name);
    ofClient.set(name, made);
    return made;
  };
}
