/** What a command may use of the world: tests give it another one. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** One line that stays in place, on a terminal. */
  progress(done: number, total: number, label: string): void;
}

/** One word of `npm run parlor`. */
export interface CliCommand {
  readonly words: readonly string[];
  readonly usage: string;
  readonly about: readonly string[];
  /** Resolves with the exit code. */
  run(args: readonly string[], io: Io): Promise<number>;
}

/** What was typed cannot be done, in a sentence for whoever typed it. */
export class WrongUse extends Error {}
