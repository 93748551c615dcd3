import type { TongueName } from "../load/jobs/job.ts";

/** A server under load. Disposing stops it and removes its folder. */
export interface RunningServer extends AsyncDisposable {
  readonly port: number;
  /** All its processes: their CPU and memory are what is measured. */
  readonly pids: readonly number[];
}

/** Who takes part. Same names in the tables, the plot and the JSON. */
export interface Contestant {
  readonly name: string;
  readonly tongue: TongueName;
  /** Why it cannot run on this machine; undefined when it can. */
  missing(): string | undefined;
  start(): Promise<RunningServer>;
}

/** Signs tokens for the servers that ask for one. A test key of fixed servers on loopback, worth nothing outside. */
export const SECRET = "parlor-bench-secret-of-32-characters-or-more";
