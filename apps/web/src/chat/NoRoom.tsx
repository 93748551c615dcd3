import { Mark } from "../Mark.tsx";
import { useSettings } from "../settings.ts";
import { usePlaceForFocus } from "../use-place-for-focus.ts";
import type { Asked } from "./Chat.tsx";

export function NoRoom({ onAsk }: { readonly onAsk: (asked: Asked) => void }) {
  const { texts } = useSettings();
  return (
    <main ref={usePlaceForFocus()} className="parlor-nothing" id="messages" data-landmark tabIndex={-1}>
      <Mark />
      <h2>{texts.chooseRoom}</h2>
      <p>{texts.chooseRoomHint}</p>
      <div className="parlor-dialog-actions">
        <button type="button" className="parlor-button" data-primary onClick={() => onAsk("browse")}>
          {texts.browse}
        </button>
        <button type="button" className="parlor-button" onClick={() => onAsk("create")}>
          {texts.newRoom}
        </button>
      </div>
    </main>
  );
}
