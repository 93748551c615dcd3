import type { StreamName } from "@parlor/protocol";
import type { StreamCopy } from "../storage/store.ts";

/**
 * What servers read of a stream when they opened it, for whoever opens it next. Nothing rests on it: the store says
 * whether a copy is what it would answer itself. Nothing of it rejects.
 */
export interface StreamCopies {
  /** Copies that were put where the other servers find them. */
  readonly kept: number;
  /** Soon, or nothing: the store would not take long either. */
  find(stream: StreamName): Promise<FoundCopy>;
  /** In the background, and for a while. */
  keep(stream: StreamName, copy: StreamCopy): void;
  close(): void;
}

export interface FoundCopy {
  readonly copy: StreamCopy | undefined;
  /** Whoever has to read the stream all the same should leave a copy: it was opened a short while ago, too. */
  readonly isWanted: boolean;
}
