/** The language as it is written where the reader lives: "en-GB" for English. */
export function localeFor(lang: string): string {
  const wanted = globalThis.navigator?.languages ?? [];
  return wanted.find((locale) => locale === lang || locale.startsWith(`${lang}-`)) ?? lang;
}
