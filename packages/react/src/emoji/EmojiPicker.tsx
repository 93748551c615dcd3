import { lazy, Suspense } from "react";
import { useWords } from "../provider.tsx";

const EmojiGrid = lazy(async () => ({ default: (await import("./EmojiGrid.tsx")).EmojiGrid }));

/** All emoji, fetched when somebody wants one. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const { texts } = useWords();
  return (
    <div className="parlor-emoji-picker">
      <Suspense fallback={<p className="parlor-hint">{texts.loadingEmoji}</p>}>
        <EmojiGrid onPick={onPick} />
      </Suspense>
    </div>
  );
}
