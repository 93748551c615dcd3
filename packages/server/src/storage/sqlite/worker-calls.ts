import type { Group } from "../store.ts";
import type { AccountReader, AccountWriter } from "./account-tables.ts";
import { decodeGroups, encodeGroups } from "./append-codec.ts";
import type { CatalogCopier } from "./catalog-copier.ts";
import type { CatalogReader } from "./catalog-reader.ts";
import type { KindReader, KindWriter } from "./kind-table.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** The functions that live on the other side of a worker's door. */
type Calls = Pick<Writer, "append"> &
  Pick<CatalogReader, "find" | "item"> &
  Pick<CatalogCopier, "copies" | "beginCopy" | "addToCopy" | "endCopy" | "dropCopies"> &
  Pick<
    Reader,
    | "load"
    | "read"
    | "row"
    | "firstUse"
    | "ahead"
    | "streamOf"
    | "summaries"
    | "listed"
    | "openRooms"
    | "queues"
    | "due"
    | "isEmpty"
  > &
  Pick<AccountWriter, "addAccount" | "grant" | "startSession" | "endSession" | "endSessionsOf"> &
  Pick<AccountReader, "accountByUsername" | "accountByIdentity" | "session" | "livingSessions"> &
  Pick<KindWriter, "saveKind"> &
  Pick<KindReader, "savedKinds">;

export type CallName = keyof Calls;
export type CallArguments<Name extends CallName> = Parameters<Calls[Name]>;
export type CallResult<Name extends CallName> = ReturnType<Calls[Name]>;

/**
 * Arguments and results travel as text: one string crosses to the other thread several times faster than the
 * structured copy of the same objects. Batches have a text of their own, everything else is JSON.
 */
export const encodeArguments = <Name extends CallName>(name: Name, args: CallArguments<Name>): string =>
  name === "append" ? encodeGroups(args[0] as readonly Group[]) : JSON.stringify(args);

export const decodeArguments = (name: CallName, text: string): unknown[] =>
  name === "append" ? [decodeGroups(text)] : (JSON.parse(text) as unknown[]);

export interface Ask {
  readonly id: number;
  readonly name: CallName;
  readonly args: string;
}

export type Reply = { readonly id: number; readonly result: string } | { readonly id: number; readonly failed: string };

/** What a worker is told when it starts. */
export interface WorkerSetup {
  readonly file: string;
  readonly does: "write" | "read" | "find" | "copy";
}
