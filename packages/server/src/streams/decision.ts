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

/** Without `actor` it is the act of whoever gave the command. */
export interface StreamDraft {
  readonly stream: StreamName;
  readonly draft: AnyDraft;
  readonly actor?: string | undefined;
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
  /**
   * The streams the decision looks at or writes to. The first one's log remembers the key. A decision that comes
   * upon another one (whose request is the oldest?) is taken again when that is in memory too.
   */
  readonly streams: readonly [StreamName, ...StreamName[]];
  /** Seqs of messages in the first stream that the decision looks at. */
  readonly messages?: readonly number[] | undefined;
  /** Pure. May run again when another server was quicker. */
  readonly decide: (view: DecisionView) => Decision<Reply>;
  /** The first answer once more, from the event that the first time made. */
  readonly repeated: (first: AnyEvent) => Reply;
}

/** Thrown by a decision's view when the decision comes upon a stream that is not at hand. */
export class StreamsWanted extends Error {
  readonly streams: readonly StreamName[];

  constructor(streams: readonly StreamName[]) {
    super(`not at hand: ${streams.join(", ")}`);
    this.streams = streams;
  }
}
