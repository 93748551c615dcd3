import type { AnyDraft, AnyEvent, Refusal, StreamName } from "@parlor/protocol";
import type { PostedEvent } from "@parlor/rules";
import type { StreamState } from "./stream-state.ts";

/** What a decision may look at. All of it holds at the moment the events are stored, or they are not. */
export interface DecisionView {
  readonly now: number;
  state(stream: StreamName): StreamState;
  /** A message as it is now. It must be named in the submission's `messages`. */
  message(stream: StreamName, seq: number): PostedEvent | undefined;
  /** The seq that the next draft for this stream gets, besides those of this decision. */
  nextSeq(stream: StreamName): number;
}

export interface StreamDraft {
  readonly stream: StreamName;
  readonly draft: AnyDraft;
}

export type Decision<Reply> =
  | { readonly refused: Refusal }
  /** No drafts: everything is as wanted already. `reply` gets the stored events, in the order of the drafts. */
  | { readonly drafts: readonly StreamDraft[]; readonly reply: (events: readonly AnyEvent[]) => Reply };

/** A command on its way into the log. */
export interface Submission<Reply> {
  readonly actor: string;
  /** The act's own id, kept with its first event. */
  readonly key?: string | undefined;
  /** Tells a repetition from another command under the same key. */
  readonly print?: number | undefined;
  /** All streams the decision looks at or writes to. The first one's log remembers the key. */
  readonly streams: readonly [StreamName, ...StreamName[]];
  /** Seqs of messages in the first stream that the decision looks at. */
  readonly messages?: readonly number[] | undefined;
  /** Pure. May run again when another server was quicker. */
  readonly decide: (view: DecisionView) => Decision<Reply>;
  /** The first answer once more, from the event that the first time made. */
  readonly repeated: (first: AnyEvent) => Reply;
}

export type Outcome<Reply> =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly refusal: Refusal };

export const done = <Reply>(reply: Reply): Outcome<Reply> => ({ ok: true, reply });
export const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});
