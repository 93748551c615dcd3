import type { Kind } from "@parlor/protocol";

/** Where kinds lie that were changed while Parlor ran. What it promises is written as tests in kind-records-contract.ts. */
export interface KindRecords {
  /** Takes the place of the version before. False when a version as new lies here already: then nothing is stored. */
  save(kind: Kind): Promise<boolean>;
  /** The newest version of each, by name. */
  all(): Promise<readonly Kind[]>;
}
