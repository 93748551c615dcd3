import { readdirSync, readFileSync } from "node:fs";

/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux that Bun runs on. */
const TICKS_PER_SECOND = 100;

/** CPU seconds a process has used, in its own code and in the kernel, threads that have ended included. */
export function parseCpuSeconds(stat: string): number {
  const [utime = "", stime = ""] = fieldsAfterName(stat).slice(11, 13);
  return (Number(utime) + Number(stime)) / TICKS_PER_SECOND;
}

export function parseResidentBytes(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

export function cpuSeconds(pids: readonly number[]): number {
  return sum(pids.map((pid) => parseCpuSeconds(readFileSync(`/proc/${pid}/stat`, "utf8"))));
}

export function residentBytes(pids: readonly number[]): number {
  return sum(pids.map((pid) => parseResidentBytes(readFileSync(`/proc/${pid}/status`, "utf8"))));
}

/** The name in parentheses may hold spaces and parentheses, so fields count from the last one (proc(5)). */
function fieldsAfterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A process and all that it started. */
export function processTree(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const childrenOf = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...childrenOf(child.pid)]);
  return [pid, ...childrenOf(pid)];
}

/** A process may end between being listed and being read. */
function parentOf(pid: string): number | undefined {
  try {
    return Number(fieldsAfterName(readFileSync(`/proc/${pid}/stat`, "utf8"))[1]);
  } catch {
    return undefined;
  }
}
