import { WordsProvider } from "@parlor/react";
import { useState } from "react";
import { PageSettings } from "../PageSettings.tsx";
import { useSettings } from "../settings.ts";
import { FAMILIES } from "./families/index.ts";
import { many } from "./families/many.tsx";
import { Scene } from "./Scene.tsx";

/** Each component of the kit in each state. `?family=Composer` shows one family alone. */
export function Gallery() {
  const { words } = useSettings();
  const [family, setFamily] = useState(() => new URLSearchParams(location.search).get("family") ?? FAMILIES[0]?.name);
  const shown = [...FAMILIES, many].find(({ name }) => name === family) ?? FAMILIES[0];

  const show = (name: string) => {
    history.replaceState(null, "", `?family=${encodeURIComponent(name)}`);
    setFamily(name);
  };
  return (
    <WordsProvider words={words}>
      <div className="parlor-gallery">
        <header>
          <h1>The kit</h1>
          <PageSettings />
        </header>
        <nav aria-label="Families">
          {FAMILIES.map(({ name }) => (
            <button
              key={name}
              type="button"
              className="parlor-button"
              aria-pressed={name === shown?.name}
              onClick={() => show(name)}
            >
              {name}
            </button>
          ))}
        </nav>
        {shown && (
          <main key={shown.name} aria-label={shown.name}>
            <h2>{shown.name}</h2>
            <div className="parlor-scenes">
              {shown.states.map((state) => (
                <Scene key={state.name} state={state} />
              ))}
            </div>
          </main>
        )}
      </div>
    </WordsProvider>
  );
}
