/** How often something took how long: counted by the smallest bound that it does not exceed. */
export class Histogram {
  readonly bounds: readonly number[];
  readonly counts: number[];
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = [...bounds.map(() => 0), 0];
  }

  observe(value: number): void {
    const at = this.bounds.findIndex((bound) => value <= bound);
    const index = at < 0 ? this.bounds.length : at;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.sum += value;
  }

  /** As Prometheus takes them: each bound counts what is under it too. */
  cumulative(): { readonly bound: string; readonly count: number }[] {
    let count = 0;
    return this.counts.map((own, index) => {
      count += own;
      return { bound: String(this.bounds[index] ?? "+Inf"), count };
    });
  }
}

/** Seconds, from a fast commit to a long wait. */
export const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;
