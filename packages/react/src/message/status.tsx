import type { MessageRow } from "@parlor/client";
import { Icon, type IconName } from "../icons.tsx";
import type { Texts } from "../texts/en.ts";

/** What became of one's own message, or of a change to it, in a word and a sign. */
export function stateOf(row: MessageRow, texts: Texts): { readonly icon: IconName; readonly text: string } | undefined {
  if (row.refusal) return { icon: "warn", text: row.stage === "failed" ? texts.failed : texts.changeFailed };
  const stage = row.stage === "confirmed" ? row.waiting[0]?.stage.name : row.stage;
  switch (stage) {
    case "queued":
      return { icon: "clock", text: texts.queued };
    case "sending":
      return { icon: "clock", text: texts.sending };
    default:
      return undefined;
  }
}

export function StateMark({ icon, text }: { readonly icon: IconName; readonly text: string }) {
  return (
    <span className="parlor-state" title={text}>
      <Icon name={icon} />
      <span className="parlor-hidden">{text}</span>
    </span>
  );
}
