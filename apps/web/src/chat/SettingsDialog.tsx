import { Dialog } from "@parlor/react";
import { PageSettings } from "../PageSettings.tsx";
import { useSettings } from "../settings.ts";
import { OtherSides } from "../start/OtherSides.tsx";

export interface SettingsDialogProps {
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

export function SettingsDialog({ onLeave, onClose }: SettingsDialogProps) {
  const { texts } = useSettings();
  return (
    <Dialog title={texts.settings} onClose={onClose}>
      <PageSettings />
      <OtherSides />
      <h3>{texts.keys}</h3>
      <dl className="parlor-keys">
        {texts.shortcuts.map(([keys = "", does = ""]) => (
          <div key={keys + does}>
            <dt>
              <kbd dir="ltr">{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="parlor-dialog-actions">
        <button type="button" className="parlor-button" onClick={onLeave}>
          {texts.signOut}
        </button>
      </div>
    </Dialog>
  );
}
