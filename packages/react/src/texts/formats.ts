import { clockIn } from "./clock.ts";

const DAY_MS = 86_400_000;

export interface Formats {
  readonly number: (value: number) => string;
  /** "14:05" */
  readonly time: (at: number) => string;
  /** "Today", "Yesterday", "Monday", "3 March", "3 March 2024" */
  readonly day: (at: number, now: number) => string;
  /** Everything: for tooltips and screen readers. */
  readonly moment: (at: number) => string;
  /** As short as it can be told apart: the time, the weekday, or the date. */
  readonly lately: (at: number, now: number) => string;
  readonly list: (items: readonly string[]) => string;
  /** "3 s", "2 min" */
  readonly seconds: (ms: number) => string;
  /** "3 seconds", "2 minutes": for a sentence. */
  readonly duration: (ms: number) => string;
  /** "16:05": what is left on a clock. */
  readonly clock: (ms: number) => string;
  readonly dayKey: (at: number) => string;
}

/** How a language writes dates, numbers and lists, by the platform's own tables. */
export function createFormats(lang: string, timeZone?: string): Formats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = once(() => new Intl.NumberFormat(lang));
  const time = once(() => new Intl.DateTimeFormat(lang, { timeStyle: "short", ...zone }));
  const weekday = once(() => new Intl.DateTimeFormat(lang, { weekday: "long", ...zone }));
  const shortWeekday = once(() => new Intl.DateTimeFormat(lang, { weekday: "short", ...zone }));
  const date = once(() => new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", ...zone }));
  const fullDate = once(
    () => new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", year: "numeric", ...zone }),
  );
  const shortDate = once(() => new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", ...zone }));
  const moment = once(() => new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "medium", ...zone }));
  const relative = once(() => new Intl.RelativeTimeFormat(lang, { numeric: "auto" }));
  const list = once(() => new Intl.ListFormat(lang, { type: "conjunction" }));
  const seconds = once(() => new Intl.NumberFormat(lang, { style: "unit", unit: "second", unitDisplay: "narrow" }));
  const minutes = once(() => new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "narrow" }));
  const longSeconds = once(() => new Intl.NumberFormat(lang, { style: "unit", unit: "second", unitDisplay: "long" }));
  const longMinutes = once(() => new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "long" }));
  const calendar = once(
    () => new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", ...zone }),
  );
  const clock = once(() => clockIn(lang));

  const dayKey = cached((at) => calendar().format(at));
  const daysApart = (at: number, now: number) =>
    Math.round((Date.parse(dayKey(now)) - Date.parse(dayKey(at))) / DAY_MS);
  const isThisYear = (at: number, now: number) => dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4);

  return {
    number: (value) => number().format(value),
    time: (at) => time().format(at),
    day(at, now) {
      const days = daysApart(at, now);
      if (days === 0 || days === 1) return capital(relative().format(-days, "day"), lang);
      if (days > 1 && days < 7) return capital(weekday().format(at), lang);
      return isThisYear(at, now) ? date().format(at) : fullDate().format(at);
    },
    moment: (at) => moment().format(at),
    lately(at, now) {
      const days = daysApart(at, now);
      if (days <= 0) return time().format(at);
      if (days < 7) return shortWeekday().format(at);
      return shortDate().format(at);
    },
    list: (items) => list().format(items),
    seconds(ms) {
      const left = Math.ceil(ms / 1_000);
      return left < 60 ? seconds().format(left) : minutes().format(Math.ceil(left / 60));
    },
    duration(ms) {
      const left = Math.ceil(ms / 1_000);
      const isShort = left < 60 || (left < 120 && left > 60);
      return isShort ? longSeconds().format(left) : longMinutes().format(Math.round(left / 60));
    },
    clock: (ms) => clock()(ms),
    dayKey,
  };
}

/** Made when it is wanted: of these tables, reading each takes a phone some milliseconds, and most pages want three. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const capital = (text: string, lang: string): string => text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);

const QUARTER_HOUR_MS = 900_000;
const KEPT = 5_000;

/** No zone changes its day within a quarter of an hour, so messages close together share one answer. */
function cached(dayOf: (at: number) => string): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_HOUR_MS);
    const day = known.get(quarter) ?? dayOf(at);
    if (known.size >= KEPT) known.clear();
    known.set(quarter, day);
    return day;
  };
}
