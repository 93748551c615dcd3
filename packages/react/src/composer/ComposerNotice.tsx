import type { MessageRow } from "@parlor/client";
import { useServerTime } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import { laterText, type SentLater } from "./sent-later.ts";

export interface ComposerNoticeProps {
  readonly later: SentLater | undefined;
  /** One's own that are not through. */
  readonly rows: readonly MessageRow[];
  /** What slow mode still makes one wait. */
  readonly waitMs: number;
  /** What was refused, when its text is back in the field. */
  readonly warning: string | undefined;
  /** Somebody tried to send a file just now. */
  readonly isFile: boolean;
}

/** Why what is written does not go out at once, in one line. */
export function ComposerNotice({ later, rows, waitMs, warning, isFile }: ComposerNoticeProps) {
  const { texts, seconds } = useWords();
  const heldUntil = heldBackUntil(rows);
  const now = useServerTime(heldUntil === undefined ? undefined : 1_000, heldUntil);
  const waiting = rows.filter(({ stage }) => stage === "queued").length;

  if (warning !== undefined) {
    return (
      <p className="parlor-composer-notice" data-warning>
        <Icon name="warn" />
        <span>
          <strong dir="auto">{warning}</strong> {texts.textKept}
        </span>
      </p>
    );
  }
  if (isFile) {
    return (
      <p className="parlor-composer-notice" role="status">
        <Icon name="warn" />
        {texts.noFiles}
      </p>
    );
  }
  if (later) {
    const text = laterText(later, texts);
    return <Notice text={waiting > 0 ? `${text} ${texts.waitingToSend(waiting)}` : text} />;
  }
  if (heldUntil !== undefined && heldUntil > now) return <Notice text={texts.tooFast(seconds(heldUntil - now))} />;
  return waitMs > 0 ? <Notice text={texts.slowMode(seconds(waitMs))} /> : null;
}

function Notice({ text }: { readonly text: string }) {
  return (
    <p className="parlor-composer-notice">
      <Icon name="clock" />
      {text}
    </p>
  );
}

/** Something was refused for now, and the client tries again by itself. */
function heldBackUntil(rows: readonly MessageRow[]): number | undefined {
  for (const { waiting } of rows) {
    const stage = waiting[0]?.stage;
    if (stage?.name === "queued" && stage.notBefore > 0) return stage.notBefore;
  }
  return undefined;
}
