import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** The functions that live on the other side of a worker's door. */
type Calls = Pick<Writer, "append"> & Pick<Reader, "load" | "read" | "row" | "streamOf" | "summaries" | "listed">;

export type CallName = keyof Calls;
export type CallArguments<Name extends CallName> = Parameters<Calls[Name]>;
export type CallResult<Name extends CallName> = ReturnType<Calls[Name]>;

/**
 * Both directions travel as JSON text: one string crosses to the other thread several times faster than the
 * structured copy of the same objects.
 */
export interface Ask {
  readonly id: number;
  readonly name: CallName;
  readonly args: string;
}

export type Reply = { readonly id: number; readonly result: string } | { readonly id: number; readonly failed: string };

/** What a worker is told when it starts. */
export interface WorkerSetup {
  readonly file: string;
  readonly does: "write" | "read";
}
