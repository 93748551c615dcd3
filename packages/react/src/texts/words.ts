import type { Texts } from "./en.ts";
import { createFormats, type Formats } from "./formats.ts";
import { localeFor } from "./locale.ts";

/** A language: what is said, and how dates, numbers and lists are written. */
export interface Words extends Formats {
  readonly texts: Texts;
  readonly dir: "ltr" | "rtl";
  readonly lang: string;
}

export function wordsFor(texts: Texts, locale = localeFor(texts.lang), timeZone?: string): Words {
  return { texts, dir: texts.dir, lang: texts.lang, ...createFormats(locale, timeZone) };
}
