/** What is left on a clock: "16:05", and with hours "1:02:03". A begun second counts, so that it ends at zero. */
export function clockIn(lang: string): (leftMs: number) => string {
  const one = new Intl.NumberFormat(lang, { useGrouping: false });
  const two = new Intl.NumberFormat(lang, { minimumIntegerDigits: 2 });
  return (leftMs) => {
    const left = Math.max(0, Math.ceil(leftMs / 1_000));
    const [hours, minutes, seconds] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60];
    return hours > 0
      ? `${one.format(hours)}:${two.format(minutes)}:${two.format(seconds)}`
      : `${one.format(minutes)}:${two.format(seconds)}`;
  };
}
