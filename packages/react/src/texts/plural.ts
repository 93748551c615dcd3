import { localeFor } from "./locale.ts";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Picks the form that a language wants for a number, and writes the number where the form says `#`. */
export function pluralIn(lang: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(lang);
  const number = new Intl.NumberFormat(localeFor(lang));
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll("#", number.format(count));
}
