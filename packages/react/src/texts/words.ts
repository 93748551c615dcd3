import type { Texts } from "./en.ts";
import { createFormats, type Formats } from "./formats.ts";

/** A language: what is said, and how dates, numbers and lists are written. */
export interface Words extends Formats {
  readonly texts: Texts;
  readonly dir: "ltr" | "rtl";
  readonly lang: string;
}

/** `locale` is the language as it is written where the reader lives: "en-GB" for English texts. */
export function wordsFor(texts: Texts, locale = localeFor(texts.lang), timeZone?: string): Words {
  return { texts, dir: texts.dir, lang: texts.lang, ...createFormats(locale, timeZone) };
}

function localeFor(lang: string): string {
  const wanted = globalThis.navigator?.languages ?? [];
  return wanted.find((locale) => locale === lang || locale.startsWith(`${lang}-`)) ?? lang;
}
