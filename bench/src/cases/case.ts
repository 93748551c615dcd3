import type { Measures } from "../load/jobs/job.ts";

/** One thing that is measured, for everybody who can take part in it. */
export interface Case extends AsyncDisposable {
  readonly name: string;
  readonly title: string;
  /** What the plot shows. */
  readonly main: string;
  readonly columns: readonly Column[];
  readonly entries: readonly Entry[];
}

export interface Column {
  readonly measure: string;
  readonly label: string;
  readonly digits: number;
}

export interface Entry {
  readonly name: string;
  missing(): string | undefined;
  measure(): Promise<Measures>;
}

/** How much of everything: full figures, or a look that takes a few minutes. */
export interface Size {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
  readonly storedMessages: number;
}

export const FULL: Size = {
  rounds: 3,
  seconds: 4,
  warmUpSeconds: 3,
  connections: 10_000,
  storedMessages: 10_000_000,
};
export const SHORT: Size = { rounds: 1, seconds: 2, warmUpSeconds: 1, connections: 5_000, storedMessages: 1_000_000 };

/** For a case that holds nothing between its rounds. */
export const nothingHeld = { [Symbol.asyncDispose]: () => Promise.resolve() };
