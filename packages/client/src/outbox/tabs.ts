import type { Refusal, SendMessageReply } from "@parlor/protocol";
import type { Waiting } from "../state/outbox.ts";

/** What tabs of one person tell each other. */
export type TabMessage =
  | { readonly type: "added"; readonly waiting: Waiting }
  | { readonly type: "stored"; readonly key: string; readonly reply: Stored }
  | { readonly type: "refused"; readonly key: string; readonly refusal: Refusal }
  | { readonly type: "removed"; readonly key: string };

/** The answer to whatever the outbox sends; more of it after a message than after an edit. */
export type Stored = Pick<SendMessageReply, "seq"> & Partial<SendMessageReply>;

/** The other tabs of the same person on the same server. */
export interface Tabs {
  /** Calls back once this tab is the one that sends. Returns the way to hand that over, or to stop waiting for it. */
  lead(lead: () => void): () => void;
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): () => void;
}

/** No other tab, or none that could be known of: this one leads. */
export const alone: Tabs = {
  lead(lead) {
    lead();
    return () => {};
  },
  tell() {},
  listen: () => () => {},
};

/** Tabs that share a storage. The lock passes on when its tab goes, even when it crashes. */
export function browserTabs(name: string): Tabs {
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(name);
  return {
    lead: (lead) => takeLock(name, lead),
    tell: (message) => channel?.postMessage(message),
    listen(listener) {
      if (!channel) return () => {};
      channel.onmessage = ({ data }: { data: TabMessage }) => listener(data);
      return () => channel.close();
    },
  };
}

function takeLock(name: string, lead: () => void): () => void {
  const locks = globalThis.navigator?.locks;
  if (!locks) return alone.lead(lead);

  const waiting = new AbortController();
  let release = () => {};
  locks
    .request(name, { signal: waiting.signal }, () => {
      const held = new Promise<void>((resolve) => (release = resolve));
      lead();
      return held;
    })
    // The only way to fail is that nobody waits any more.
    .catch(() => {});
  return () => {
    waiting.abort();
    release();
  };
}
