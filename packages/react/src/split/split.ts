/** Neither side is ever so small that it is lost. */
const LEAST = 20;
const MOST = 80;
const STEP = 2;
const PAGE_STEP = 10;

/** The share of the first side, in per cent. */
export const withinBounds = (share: number): number => Math.round(Math.min(MOST, Math.max(LEAST, share)) * 10) / 10;

export interface Place {
  /** Along which line the two sides lie. */
  readonly line: "inline" | "block";
  readonly dir: "ltr" | "rtl";
}

/** Where a key moves the divider. Arrows move it where they point, whichever way the language runs. */
export function movedBy(key: string, share: number, { line, dir }: Place): number | undefined {
  const [less, more] =
    line === "block"
      ? ["ArrowUp", "ArrowDown"]
      : dir === "rtl"
        ? ["ArrowRight", "ArrowLeft"]
        : ["ArrowLeft", "ArrowRight"];
  const moved = {
    [less]: share - STEP,
    [more]: share + STEP,
    PageUp: share - PAGE_STEP,
    PageDown: share + PAGE_STEP,
    Home: LEAST,
    End: MOST,
  }[key];
  return moved === undefined ? undefined : withinBounds(moved);
}

/** Where the divider is put by a finger or a mouse. */
export function draggedTo(
  point: { readonly x: number; readonly y: number },
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  { line, dir }: Place,
): number {
  if (line === "block") return withinBounds(box.height > 0 ? ((point.y - box.top) / box.height) * 100 : 50);
  const share = box.width > 0 ? ((point.x - box.left) / box.width) * 100 : 50;
  return withinBounds(dir === "rtl" ? 100 - share : share);
}

export const BOUNDS = { least: LEAST, most: MOST } as const;
