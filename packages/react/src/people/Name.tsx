import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";

/** A name among other words: whatever its letters and their direction, it stays within its bounds. */
export function Name({ name, guest }: { readonly name: string; readonly guest?: boolean | undefined }) {
  const { texts } = useWords();
  return (
    <>
      <bdi className="parlor-name">{cleanName(name) || texts.someone}</bdi>
      {guest && <span className="parlor-guest">{texts.guest}</span>}
    </>
  );
}
