import { type AnyEvent, refusal } from "@parlor/protocol";
import { done, type Outcome, refused } from "../outcome.ts";
import type { AppendResult, FirstUse } from "../storage/store.ts";
import type { Change } from "./batch.ts";
import type { Submission } from "./decision.ts";
import type { OpenStream } from "./open-stream.ts";
import { parseRow } from "./window.ts";

/** A submission that waits for its end. */
export interface Pending {
  readonly submission: Submission<unknown>;
  streams: readonly OpenStream[];
  readonly resolve: (outcome: Outcome<unknown>) => void;
  readonly reject: (error: Error) => void;
  tries: number;
  /** The store was asked about its key, and whether the streams went on. */
  asked: boolean;
}

/** How one submission ends. */
export interface Ending {
  readonly pending: Pending;
  readonly outcome: () => Outcome<unknown>;
}

/** The same within a batch, once it is known what the store says. */
export type Entry = Ending &
  (
    | { readonly does: "write"; readonly group: number; readonly changes: readonly Change[] }
    | { readonly does: "answer" | "look" }
  );

/** What becomes of a batch. */
export interface Settlement {
  /** What is stored, in its order. */
  readonly changes: readonly Change[];
  readonly outcomes: readonly Ending[];
  /** Answered once the store has been asked whether they were carried out before. */
  readonly looks: readonly Ending[];
  /** Has to be decided again. */
  readonly again: readonly Pending[];
  /** Streams to which another server was quicker. */
  readonly behind: ReadonlySet<OpenStream>;
}

/** How a batch ends, by what the store says of each of its groups. */
export function settled(entries: readonly Entry[], results: readonly AppendResult[]): Settlement {
  const changes: Change[] = [];
  const outcomes: Ending[] = [];
  const looks: Ending[] = [];
  const again: Pending[] = [];
  const behind = new Set<OpenStream>();
  // Streams on which something of this batch did not happen: what was decided on top of it does not hold.
  const untrue = new Set<OpenStream>();

  for (const entry of entries) {
    const { pending } = entry;
    const result = entry.does === "write" ? results[entry.group] : undefined;
    if (entry.does === "write" && result?.status === "stored") {
      for (const change of entry.changes) changes.push(change);
      outcomes.push(entry);
    } else if (result?.status === "repeated") {
      for (const stream of pending.streams) untrue.add(stream);
      const first = { row: result.row, print: result.print };
      outcomes.push({ pending, outcome: () => repetition(pending.submission, first) });
    } else if (result?.status === "moved" || pending.streams.some((stream) => untrue.has(stream))) {
      if (!pending.streams.some((stream) => untrue.has(stream)))
        for (const stream of pending.streams) behind.add(stream);
      for (const stream of pending.streams) untrue.add(stream);
      again.push(pending);
    } else (entry.does === "look" ? looks : outcomes).push(entry);
  }
  return { changes, outcomes, looks, again, behind };
}

/** The first answer once more, unless the key was used for something else. */
export function repetition<Reply>(submission: Submission<Reply>, first: FirstUse): Outcome<Reply> {
  return first.print === submission.print
    ? done(submission.repeated(parseRow(first.row) satisfies AnyEvent))
    : refused(refusal("key_reused", "This key was used before, for something else."));
}
