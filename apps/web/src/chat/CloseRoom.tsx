import { Dialog, useChatClient, useCurrentRoom, useWords } from "@parlor/react";
import { useId, useState } from "react";
import { useSettings } from "../settings.ts";

export function CloseRoom({ onClose }: { readonly onClose: () => void }) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const client = useChatClient();
  const { room } = useCurrentRoom();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string>();
  const [key] = useState(() => client.newKey());
  const id = useId();
  const close = () => {
    client.ask("close_room", { room: room.id, key, reason }).then(onClose, (error: unknown) => {
      setFault(error instanceof Error ? error.message : kit.somethingWrong);
    });
  };
  return (
    <Dialog title={texts.closeQuestion} onClose={onClose}>
      <p>{texts.closeWarning}</p>
      <div className="parlor-form">
        <label htmlFor={id}>
          {texts.closeReason} <small>({texts.optional})</small>
        </label>
        <input
          id={id}
          dir={reason === "" ? undefined : "auto"}
          value={reason}
          maxLength={500}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      {fault !== undefined && (
        <p className="parlor-reason" role="alert">
          {fault}
        </p>
      )}
      <div className="parlor-dialog-actions">
        <button type="button" className="parlor-button" data-focus-first onClick={onClose}>
          {kit.cancel}
        </button>
        <button type="button" className="parlor-button" data-dangerous onClick={close}>
          {texts.closeRoom}
        </button>
      </div>
    </Dialog>
  );
}
