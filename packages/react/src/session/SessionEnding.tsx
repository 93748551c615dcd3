import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { Icon } from "../icons.tsx";
import { cleanText } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import type { Ending } from "./use-ending.ts";

export interface SessionEndingProps {
  readonly ending: Ending;
  /** Where one goes from here; without it, one stays. */
  readonly onLobby?: ((lobby: string) => void) | undefined;
}

/** A conversation is over: why, under which token it is known, and where one is now. */
export function SessionEnding({ ending, onLobby }: SessionEndingProps) {
  const { texts } = useWords();
  const announce = useAnnounce();
  const { title, token, to, why } = ending;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The field one was writing in is gone, and whoever hears the page has to hear why.
    if (document.activeElement?.contains(heading.current)) heading.current?.focus();
    else announce(texts.session.ended);
  }, [announce, texts]);
  return (
    <div className="parlor-ending">
      <Icon name="check" />
      <h2 ref={heading} tabIndex={-1}>
        {texts.session.ended}
      </h2>
      {title !== undefined && title !== "" && (
        <p className="parlor-ending-title" dir="auto">
          {cleanText(title)}
        </p>
      )}
      <p>
        {why && texts.session.endedBecause[why]} {texts.session.endedThanks}
      </p>
      {token !== "" && <Token token={token} />}
      {to !== undefined && onLobby && (
        <button type="button" className="parlor-button" data-primary onClick={() => onLobby(to)}>
          {texts.session.backToLobby}
        </button>
      )}
    </div>
  );
}

function Token({ token }: { readonly token: string }) {
  const { texts } = useWords();
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      setCopied(true);
      announce(texts.session.tokenCopied);
    } catch {
      // Forbidden, or no clipboard for a page without TLS: it can still be marked and copied by hand.
      announce(texts.somethingWrong, "assertive");
    }
  };
  return (
    <dl className="parlor-token">
      <dt>{texts.session.token}</dt>
      <dd>
        <code dir="ltr">{token}</code>
        <button
          type="button"
          className="parlor-icon-button"
          aria-label={isCopied ? texts.session.tokenCopied : texts.session.copyToken}
          title={isCopied ? texts.session.tokenCopied : texts.session.copyToken}
          onClick={() => void copy()}
        >
          <Icon name={isCopied ? "check" : "copy"} />
        </button>
      </dd>
      <dd className="parlor-note">{texts.session.tokenHint}</dd>
    </dl>
  );
}
