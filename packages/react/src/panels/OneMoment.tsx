import { Icon } from "../icons.tsx";
import { useRoomState } from "../hooks.ts";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";

/** A sentence that is ready to be said: whoever waits while one searches should know it. */
export function OneMoment() {
  const { room } = useCurrentRoom();
  const { texts } = useWords();
  useRoomState(room);
  if (!room.can({ do: "send" }).ok) return null;
  return (
    <button
      type="button"
      className="parlor-link"
      data-one-moment
      title={texts.panels.oneMoment}
      // Refused or not, it shows in the conversation.
      onClick={() => void room.send(texts.panels.oneMoment).catch(() => {})}
    >
      <Icon name="send" />
      {texts.panels.sayOneMoment}
    </button>
  );
}
