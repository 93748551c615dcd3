import { useId } from "react";
import { LANGUAGES, type Language, setLanguage, setTheme, type Theme, useSettings } from "./settings.ts";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Colours and language. */
export function PageSettings() {
  const { texts, theme, language } = useSettings();
  const id = useId();
  return (
    <div className="parlor-page-settings">
      <label htmlFor={`${id}-theme`}>{texts.theme}</label>
      <select id={`${id}-theme`} value={theme} onChange={({ target }) => setTheme(themeFrom(target.value))}>
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {texts.themes[one]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-language`}>{texts.language}</label>
      <select
        id={`${id}-language`}
        value={language}
        // When it cannot be fetched, the page goes on in the language it speaks.
        onChange={({ target }) => void setLanguage(languageFrom(target.value)).catch(() => {})}
      >
        {Object.entries(LANGUAGES).map(([key, { name }]) => (
          <option key={key} value={key} lang={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

const themeFrom = (value: string): Theme => THEMES.find((theme) => theme === value) ?? "system";
const languageFrom = (value: string): Language => (value === "ar" ? "ar" : "en");
