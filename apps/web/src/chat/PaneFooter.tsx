import { Avatar, Name, useMe } from "@parlor/react";
import { IconButton } from "../IconButton.tsx";
import { useSettings } from "../settings.ts";

/** Who one is here, and the way to the settings. */
export function PaneFooter({ onSettings }: { readonly onSettings: () => void }) {
  const { texts } = useSettings();
  const me = useMe();
  return (
    <footer>
      {me && (
        <div className="parlor-me">
          <Avatar id={me.id} name={me.name} picture={me.avatar} />
          <span dir="auto">
            <Name name={me.name} guest={me.guest} />
          </span>
        </div>
      )}
      <IconButton icon="settings" text={texts.settings} onClick={onSettings} />
    </footer>
  );
}
