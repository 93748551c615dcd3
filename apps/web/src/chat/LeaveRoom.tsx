import { Dialog, useChatClient, useCurrentRoom, useWords } from "@parlor/react";
import { useState } from "react";
import { useSettings } from "../settings.ts";

export interface LeaveRoomProps {
  readonly onClose: () => void;
  readonly onGone: () => void;
}

export function LeaveRoom({ onClose, onGone }: LeaveRoomProps) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const client = useChatClient();
  const { room } = useCurrentRoom();
  const [fault, setFault] = useState<string>();
  const leave = () => {
    client.leaveRoom(room.id).then(onGone, (error: unknown) => {
      setFault(error instanceof Error ? error.message : kit.somethingWrong);
    });
  };
  return (
    <Dialog title={texts.leaveQuestion} onClose={onClose}>
      <p>{texts.leaveWarning}</p>
      {fault !== undefined && (
        <p className="parlor-reason" role="alert">
          {fault}
        </p>
      )}
      <div className="parlor-dialog-actions">
        <button type="button" className="parlor-button" data-focus-first onClick={onClose}>
          {kit.cancel}
        </button>
        <button type="button" className="parlor-button" data-dangerous onClick={leave}>
          {texts.leave}
        </button>
      </div>
    </Dialog>
  );
}
