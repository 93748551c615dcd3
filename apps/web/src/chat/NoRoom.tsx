import { Mark } from "../Mark.tsx";
import { useSettings } from "../settings.ts";
import { usePlaceForFocus } from "../use-place-for-focus.ts";
import type { Asked } from "./Chat.tsx";

export function NoRoom({ onAsk }: { readonly onAsk: (asked: Asked) => void }) {
  const { texts } = useSettings();
  return (
    <main ref={usePlaceForFocus()} data-part="nothing" id="messages" data-landmark tabIndex={-1}>
      <Mark />
      <h2>{texts.chooseRoom}</h2>
      <p>{texts.chooseRoomHint}</p>
      <div data-part="dialog-actions">
        <button type="button" data-part="button" data-primary onClick={() => onAsk("browse")}>
          {texts.browse}
        </button>
        <button type="button" data-part="button" onClick={() => onAsk("create")}>
          {texts.newRoom}
        </button>
      </div>
    </main>
  );
}
