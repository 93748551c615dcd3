import { type FormEvent, useId, useState } from "react";
import { useSettings } from "../settings.ts";
import type { Who } from "../who.ts";

const LONGEST_NAME = 64;

export function GuestForm({ onEnter }: { readonly onEnter: (who: Who) => void }) {
  const { texts } = useSettings();
  const [name, setName] = useState("");
  const id = useId();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") onEnter({ as: "guest", name: name.trim() });
  };
  return (
    <form className="parlor-form" onSubmit={enter}>
      <label htmlFor={id}>{texts.comeInAs}</label>
      <input
        id={id}
        dir="auto"
        value={name}
        maxLength={LONGEST_NAME}
        placeholder={texts.namePlaceholder}
        autoComplete="nickname"
        enterKeyHint="go"
        aria-describedby={`${id}-hint`}
        required
        onChange={(event) => setName(event.target.value)}
      />
      <p id={`${id}-hint`} className="parlor-note">
        {texts.guestHint}
      </p>
      <button type="submit" className="parlor-button" data-primary>
        {texts.enter}
      </button>
    </form>
  );
}
