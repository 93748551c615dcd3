import type { RoomId } from "@parlor/protocol";
import { Dialog, useChatClient, useWords } from "@parlor/react";
import { type FormEvent, useId, useState } from "react";
import { useSettings } from "../settings.ts";

export interface CreateRoomProps {
  readonly onOpen: (room: RoomId) => void;
  readonly onClose: () => void;
}

/** A room of one's own: for everybody, or for those one invites. */
export function CreateRoom({ onOpen, onClose }: CreateRoomProps) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const client = useChatClient();
  const [kind, setKind] = useState<"community" | "group">("community");
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const id = useId();

  const create = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || title.trim() === "") return;
    setBusy(true);
    client
      .createRoom({ kind, title: title.trim(), description: description.trim() })
      .then(({ room }) => onOpen(room))
      .catch((error: unknown) => setFault(error instanceof Error ? error.message : kit.somethingWrong))
      .finally(() => setBusy(false));
  };
  const choice = (of: typeof kind, name: string, hint: string) => (
    <label className="parlor-choice">
      <input type="radio" name={`${id}-kind`} checked={kind === of} onChange={() => setKind(of)} />
      <span>
        <strong>{name}</strong>
        <small>{hint}</small>
      </span>
    </label>
  );

  return (
    <Dialog title={texts.newRoom} onClose={onClose}>
      <form className="parlor-form" onSubmit={create}>
        <label htmlFor={`${id}-title`}>{texts.roomName}</label>
        <input
          id={`${id}-title`}
          dir="auto"
          value={title}
          placeholder={texts.roomNamePlaceholder}
          maxLength={80}
          required
          data-focus-first
          onChange={({ target }) => setTitle(target.value)}
        />
        <label htmlFor={`${id}-description`}>
          {texts.roomDescription} <small>({texts.optional})</small>
        </label>
        <input
          id={`${id}-description`}
          dir={description === "" ? undefined : "auto"}
          value={description}
          maxLength={300}
          onChange={({ target }) => setDescription(target.value)}
        />
        <fieldset>
          <legend>{texts.whoMayEnter}</legend>
          {choice("community", texts.openRoom, texts.openRoomHint)}
          {choice("group", texts.privateRoom, texts.privateRoomHint)}
        </fieldset>
        {fault !== undefined && (
          <p className="parlor-reason" role="alert">
            {fault}
          </p>
        )}
        <div className="parlor-dialog-actions">
          <button type="button" className="parlor-button" onClick={onClose}>
            {kit.cancel}
          </button>
          <button
            type="submit"
            className="parlor-button"
            data-primary
            disabled={title.trim() === ""}
            // Disabled, it would lose the focus.
            aria-busy={isBusy || undefined}
          >
            {texts.create}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
