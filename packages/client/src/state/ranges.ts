/** A run of seqs, both ends included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Ranges are kept sorted and never touch: two that would are one. */
export type Ranges = readonly Range[];

export function addRange(ranges: Ranges, added: Range): Ranges {
  if (added.to < added.from) return ranges;

  const below = ranges.filter(({ to }) => to < added.from - 1);
  const above = ranges.filter(({ from }) => from > added.to + 1);
  const touched = ranges.slice(below.length, ranges.length - above.length);
  const merged = {
    from: Math.min(added.from, ...touched.map(({ from }) => from)),
    to: Math.max(added.to, ...touched.map(({ to }) => to)),
  };
  return [...below, merged, ...above];
}

export function rangeAt(ranges: Ranges, seq: number): Range | undefined {
  return ranges.find(({ from, to }) => from <= seq && seq <= to);
}

/** The holes between the ranges, and those alone: what lies before the first is not a hole but the past. */
export function holesIn(ranges: Ranges): Range[] {
  return ranges.slice(1).map(({ from }, i) => ({ from: (ranges[i]?.to ?? 0) + 1, to: from - 1 }));
}

/** The first part of `within` that no range covers. */
export function firstHole(ranges: Ranges, within: Range): Range | undefined {
  const from = (rangeAt(ranges, within.from)?.to ?? within.from - 1) + 1;
  const to = Math.min(within.to, ...ranges.filter((range) => range.from > from).map((range) => range.from - 1));
  return from <= to ? { from, to } : undefined;
}

export function above(ranges: Ranges, seq: number): Ranges {
  return ranges.filter(({ to }) => to >= seq).map(({ from, to }) => ({ from: Math.max(from, seq), to }));
}
