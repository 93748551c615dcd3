import { Icon } from "@parlor/react";
import { useSettings } from "../settings.ts";

export function RefusedRoom({ message, onBack }: { readonly message: string; readonly onBack: () => void }) {
  const { texts } = useSettings();
  return (
    <div className="parlor-nothing" role="alert">
      <Icon name="lock" />
      <h2>{texts.refusedTitle}</h2>
      <p dir="auto">{message}</p>
      <button type="button" className="parlor-button" onClick={onBack}>
        {texts.back}
      </button>
    </div>
  );
}
