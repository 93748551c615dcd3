/** What is left, as these clients show it: 00:16:59. */
export function clockFace(leftMs: number) {
  const left = Math.max(0, Math.ceil(leftMs / 1_000));
  const parts = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60];
  return { time: parts.map((part) => String(part).padStart(2, "0")).join(":"), countdown: left };
}
