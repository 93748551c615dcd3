import { Icon, useRoomFacts, useCurrentRoom, cleanText } from "@parlor/react";
import { useSettings } from "../settings.ts";

export function PeopleHeader({ onClose }: { readonly onClose: () => void }) {
  const { texts } = useSettings();
  const { room } = useCurrentRoom();
  const description = useRoomFacts(room)?.description ?? "";
  return (
    <header>
      <div className="parlor-people-title">
        <h2>{texts.people}</h2>
        <button
          type="button"
          className="parlor-icon-button"
          aria-label={texts.hidePeople}
          title={texts.hidePeople}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {description !== "" && (
        <p className="parlor-note" dir="auto">
          {cleanText(description)}
        </p>
      )}
    </header>
  );
}
