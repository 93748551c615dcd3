import { createContext, useContext } from "react";
import { useWords } from "../../provider.tsx";
import { ar } from "./ar.ts";
import { type DeskTexts, en } from "./en.ts";

const OwnTexts = createContext<DeskTexts | undefined>(undefined);

/** For a language that the kit does not speak, or other words for the same. */
export const DeskTextsProvider = OwnTexts;

const TEXTS: Readonly<Record<string, DeskTexts>> = { en, ar };

export function useDeskTexts(): DeskTexts {
  const { lang } = useWords();
  return useContext(OwnTexts) ?? TEXTS[lang] ?? en;
}
