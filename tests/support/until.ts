const PAUSE_MS = 20;

/** Resolves when it holds, asked again and again: for what tells nobody that it changes. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await Bun.sleep(PAUSE_MS);
}
