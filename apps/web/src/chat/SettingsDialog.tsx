import { Dialog } from "@parlor/react";
import { PageSettings } from "../PageSettings.tsx";
import { useSettings } from "../settings.ts";

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { texts } = useSettings();
  return (
    <Dialog title={texts.settings} onClose={onClose}>
      <PageSettings />
      <h3>{texts.keys}</h3>
      <dl data-part="keys">
        {texts.shortcuts.map(([keys = "", does = ""]) => (
          <div key={keys + does}>
            <dt>
              <kbd dir="ltr">{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
