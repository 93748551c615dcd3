import { arch, cpus, loadavg, platform, release } from "node:os";
import type { Column } from "../cases/case.ts";
import type { Standing } from "../measure.ts";
import type { Verdict } from "../targets.ts";

/** What is written as JSON: everything the tables and the plot are made of, and every single round. */
export interface Report {
  readonly at: string;
  readonly machine: Machine;
  readonly short: boolean;
  readonly cases: readonly CaseReport[];
}

export interface CaseReport {
  readonly name: string;
  readonly title: string;
  readonly main: string;
  readonly columns: readonly Column[];
  readonly standings: readonly Standing[];
  readonly verdicts: readonly Verdict[];
}

interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  readonly bun: string;
  /** How many processes wanted a core in the minute before the run. */
  readonly loadAverage: number;
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "",
    cores: cpus().length,
    system: `${platform()} ${release()} ${arch()}`,
    bun: Bun.version,
    loadAverage: loadavg()[0] ?? 0,
  };
}

const BUSY = 0.25;

export const isBusy = ({ loadAverage, cores }: Machine): boolean => loadAverage > cores * BUSY;
