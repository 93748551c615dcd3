export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** A text cut where runs of it are marked. Runs that overlap, run backwards or lie outside do no harm. */
export function piecesOf(text: string, runs: readonly (readonly [number, number])[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of runs.toSorted((a, b) => a[0] - b[0])) {
    const [start, end] = [Math.max(at, from), Math.min(text.length, to)];
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), isMarked: false });
    pieces.push({ text: text.slice(start, end), isMarked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false });
  return pieces;
}

const SHORT_CHARS = 240;
const BEFORE_CHARS = 60;

/** As much of a long text as shows where it was found. The runs move with it. */
export function excerptOf(
  text: string,
  runs: readonly (readonly [number, number])[],
): { readonly text: string; readonly runs: readonly (readonly [number, number])[] } {
  if (text.length <= SHORT_CHARS) return { text, runs };
  const first = Math.min(...runs.map(([from]) => from), text.length);
  const wanted = runs.length === 0 || first < BEFORE_CHARS ? 0 : first - BEFORE_CHARS;
  const space = text.indexOf(" ", wanted);
  const start = wanted === 0 ? 0 : space >= 0 && space < first ? space + 1 : wanted;
  const end = Math.min(text.length, start + SHORT_CHARS);
  const before = start > 0 ? "… " : "";
  const shown = before + text.slice(start, end) + (end < text.length ? " …" : "");
  const moved = runs
    .map(([from, to]) => [from, Math.min(to, end)] as const)
    .filter(([from, to]) => from >= start && to > from);
  return { text: shown, runs: moved.map(([from, to]) => [from - start + before.length, to - start + before.length]) };
}
