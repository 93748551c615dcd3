import type { Environment } from "./config/environment.ts";

const LEVELS = ["debug", "info", "warn", "error", "silent"] as const satisfies readonly Environment["LOG_LEVEL"][];
type Level = Exclude<(typeof LEVELS)[number], "silent">;

/** Lines of JSON with ids and numbers. Never with what people wrote. */
export interface Log {
  (level: Level, what: string, facts?: Readonly<Record<string, string | number | boolean | undefined>>): void;
}

export function logTo(write: (line: string) => void, threshold: Environment["LOG_LEVEL"]): Log {
  const least = LEVELS.indexOf(threshold);
  return (level, what, facts) => {
    if (LEVELS.indexOf(level) >= least)
      write(`${JSON.stringify({ at: new Date().toISOString(), level, what, ...facts })}\n`);
  };
}
