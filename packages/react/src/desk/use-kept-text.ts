import { useLayoutEffect, useState } from "react";
import { browserDrafts } from "../room/browser-drafts.ts";
import { RoomDraft } from "../room/draft.ts";
import { useObservable } from "../use-observable.ts";

/** The text of a field that is not lost with the page. Under no name yet, it is kept once there is one. */
export function useKeptText(name: string | undefined): readonly [string, (text: string) => void] {
  const [draft] = useState(() => new RoomDraft(browserDrafts));
  useLayoutEffect(() => {
    if (name !== undefined) draft.restore(name);
  }, [draft, name]);
  const { text } = useObservable(draft);
  return [text, (changed) => draft.setText(changed)];
}
