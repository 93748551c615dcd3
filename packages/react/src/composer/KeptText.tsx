import { useAnnounce } from "../feedback/Announcer.tsx";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { useObservable } from "../use-observable.ts";

/** What somebody was writing when the room closed: it cannot be sent any more, but it is theirs. */
export function KeptText() {
  const { draft } = useCurrentRoom();
  const { texts } = useWords();
  const announce = useAnnounce();
  const { text } = useObservable(draft);
  if (text.trim() === "") return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => announce(texts.copied),
      // Forbidden, or no clipboard for a page without TLS: it can still be marked and copied by hand.
      () => announce(texts.somethingWrong, "assertive"),
    );
  return (
    <section className="parlor-kept-text" aria-label={texts.textKept}>
      <p>{texts.textKept}</p>
      <blockquote dir="auto">{text}</blockquote>
      <button type="button" className="parlor-button" onClick={() => void copy()}>
        {texts.copyText}
      </button>
    </section>
  );
}
