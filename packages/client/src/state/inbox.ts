import type { Cursor, InboxView, StoredEvent } from "@parlor/protocol";
import { EMPTY_INBOX, foldInbox, inboxFromView, type InboxState } from "@parlor/rules";
import { isInboxEvent } from "./known-events.ts";

/** What a client holds of its user's inbox: no rows, only what they add up to. */
export interface Inbox {
  readonly epoch: string | undefined;
  readonly heldTo: number;
  readonly heardOf: number;
  readonly state: InboxState;
}

export const NO_INBOX: Inbox = { epoch: undefined, heldTo: 0, heardOf: 0, state: EMPTY_INBOX };

export const inboxIsBehind = ({ heldTo, heardOf }: Inbox): boolean => heldTo < heardOf;

export const inboxCursor = ({ epoch, heldTo }: Inbox): Cursor | null =>
  epoch === undefined ? null : { epoch, seq: heldTo };

export function inboxFrom(epoch: string, head: number, view: InboxView): Inbox {
  return { epoch, heldTo: head, heardOf: head, state: inboxFromView(view) };
}

/** Takes what follows without a hole. What comes after a hole is only heard of, and asked for again. */
export function receiveInbox(inbox: Inbox, events: readonly StoredEvent[]): Inbox {
  return events.reduce((before, event) => {
    const heardOf = Math.max(before.heardOf, event.seq);
    if (event.seq !== before.heldTo + 1) return { ...before, heardOf };

    const state = isInboxEvent(event) ? foldInbox(before.state, event) : before.state;
    return { ...before, heardOf, heldTo: event.seq, state };
  }, inbox);
}
