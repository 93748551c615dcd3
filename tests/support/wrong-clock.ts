import { globSync } from "node:fs";

const [library] = globSync("/usr/lib/*/faketime/libfaketime.so.1");

/** Whether a program can be given a clock that is wrong, which libfaketime does. */
export const canHaveWrongClocks = library !== undefined;

/** Runs a server on a machine, so to speak, whose clock is so far ahead or behind. Its stopwatch is right. */
export const withClock = (offset: `${"+" | "-"}${number}s`): readonly string[] => [
  "env",
  `LD_PRELOAD=${library}`,
  `FAKETIME=${offset}`,
  "FAKETIME_DONT_FAKE_MONOTONIC=1",
];
