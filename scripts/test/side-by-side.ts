/** Runs the jobs in their order, at most `width` at a time. */
export async function sideBySide<T, R>(jobs: readonly T[], width: number, work: (job: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = jobs.entries();
  const worker = async (): Promise<void> => {
    for (const [index, job] of waiting) results[index] = await work(job);
  };
  await Promise.all(Array.from({ length: Math.min(width, jobs.length) }, worker));
  return results;
}
