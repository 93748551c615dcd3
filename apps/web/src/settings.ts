import { type Words, wordsFor } from "@parlor/react";
import { useSyncExternalStore } from "react";
import { recall, remember } from "./stored.ts";
import { en } from "./texts/en.ts";
import type { WebTexts } from "./texts/web-texts.ts";

export type Theme = "system" | "light" | "dark";
export type Language = keyof typeof LANGUAGES;

/** Each by its own name. What is not English is fetched when it is wanted. */
export const LANGUAGES = {
  en: { name: "English", load: async () => en },
  ar: { name: "العربية", load: async () => (await import("./texts/ar.ts")).ar },
} as const;

export interface Settings {
  readonly theme: Theme;
  readonly language: Language;
  readonly words: Words;
  readonly texts: WebTexts;
}

const listeners = new Set<() => void>();
let settings: Settings = {
  theme: themeOf(recall("parlor theme")),
  language: "en",
  words: wordsFor(en.kit),
  texts: en.web,
};

export function useSettings(): Settings {
  return useSyncExternalStore(watch, () => settings);
}

export function setTheme(theme: Theme): void {
  remember("parlor theme", theme === "system" ? undefined : theme);
  change({ theme });
}

export async function setLanguage(language: Language): Promise<void> {
  remember("parlor language", language);
  await speak(language);
}

async function speak(language: Language): Promise<void> {
  const { kit, web } = await LANGUAGES[language].load();
  change({ language, words: wordsFor(kit), texts: web });
}

/** Puts on the page what this browser remembers, before anything is drawn. */
export async function applySettings(): Promise<void> {
  show();
  const language = languageOf(recall("parlor language") ?? navigator.language);
  if (language === "en") return;
  // When it cannot be fetched, the page speaks English.
  await speak(language).catch(() => {});
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function change(changed: Partial<Settings>): void {
  settings = { ...settings, ...changed };
  show();
  for (const listener of listeners) listener();
}

function show(): void {
  const { documentElement: page, body } = document;
  page.lang = settings.words.lang;
  page.dir = settings.words.dir;
  if (settings.theme === "system") delete body.dataset["theme"];
  else body.dataset["theme"] = settings.theme;
}

function themeOf(kept: string | undefined): Theme {
  return kept === "light" || kept === "dark" ? kept : "system";
}

function languageOf(wanted: string): Language {
  return wanted.startsWith("ar") ? "ar" : "en";
}
