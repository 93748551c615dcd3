import { expect, test } from "bun:test";
import { cpuSeconds, parseCpuSeconds, parseResidentBytes, processTree } from "./process-usage.ts";

test("a name with spaces and parentheses does not shift the fields", () => {
  const stat = "4242 (a (b) c) S 1 4242 4242 0 -1 4194304 1532 0 4 0 250 150 0 0 20 0 8 0 99 0 0";
  expect(parseCpuSeconds(stat)).toBe(4);
});

test("resident memory is told in kB and read in bytes", () => {
  expect(parseResidentBytes("VmPeak:\t 900 kB\nVmRSS:\t     512 kB\nThreads:\t4\n")).toBe(512 * 1024);
});

test("work shows in the CPU seconds of the process that did it", () => {
  const before = cpuSeconds([process.pid]);
  for (
    const giveUpAt = performance.now() + 5_000;
    cpuSeconds([process.pid]) === before && performance.now() < giveUpAt;
  );
  expect(cpuSeconds([process.pid])).toBeGreaterThan(before);
});

test("a child belongs to the tree of its parent", async () => {
  const child = Bun.spawn(["cat"], { stdin: "pipe" });
  expect(processTree(process.pid)).toContain(child.pid);
  await child.stdin.end();
  await child.exited;
  expect(processTree(process.pid)).not.toContain(child.pid);
});
