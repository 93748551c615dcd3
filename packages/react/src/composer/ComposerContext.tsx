import { Icon } from "../icons.tsx";
import { cleanName, cleanText } from "../markup/clean.ts";
import { plainLine } from "../markup/plain.ts";
import { useWords } from "../provider.tsx";
import type { RoomDraft } from "../room/draft.ts";
import { useObservable } from "../use-observable.ts";

/** What the text belongs to: the message it answers, or the one it changes. */
export function ComposerContext({ draft }: { readonly draft: RoomDraft }) {
  const { texts } = useWords();
  const { replyTo, editing } = useObservable(draft);
  const shown = editing
    ? {
        title: texts.editing,
        text: cleanText(editing.was),
        cancel: texts.cancelEdit,
        onCancel: () => draft.cancelEdit(),
      }
    : replyTo && {
        title: texts.replyingTo(cleanName(replyTo.name)),
        text: plainLine(cleanText(replyTo.text)),
        cancel: texts.cancelReply,
        onCancel: () => draft.cancelReply(),
      };
  if (!shown) return null;

  return (
    <div className="parlor-context">
      <Icon name={editing ? "edit" : "reply"} />
      <div>
        <strong dir="auto">{shown.title}</strong>
        <span className="parlor-quote" dir="auto">
          {shown.text}
        </span>
      </div>
      <button
        type="button"
        className="parlor-icon-button"
        aria-label={shown.cancel}
        title={shown.cancel}
        onClick={() => {
          shown.onCancel();
          draft.focus();
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
