import { Dialog, useChatClient, useCurrentRoom, useWords } from "@parlor/react";
import { useChecklist } from "@parlor/react/panels";
import { useState } from "react";
import { useSettings } from "../settings.ts";
import { goToLobby } from "../lobby/lobby-route.ts";

export interface LeaveForLobbyProps {
  readonly lobby: string;
  readonly onClose: () => void;
}

/** Gets up from one's seat. Whoever has not done everything on their list is asked whether they mean it. */
export function LeaveForLobby({ lobby, onClose }: LeaveForLobbyProps) {
  const { texts } = useSettings();
  const { texts: kit } = useWords();
  const client = useChatClient();
  const { room } = useCurrentRoom();
  const open = useChecklist(room).items.filter(({ isDone }) => !isDone);
  const [fault, setFault] = useState<string>();
  const leave = () => {
    client.leaveRoom(room.id).then(
      () => goToLobby(lobby),
      (error: unknown) => setFault(error instanceof Error ? error.message : kit.somethingWrong),
    );
  };
  return (
    <Dialog
      title={open.length > 0 ? kit.panels.leaveUnfinished : texts.coached.leaveForLobbyQuestion}
      onClose={onClose}
    >
      {open.length > 0 && (
        <div className="parlor-unfinished">
          <p>{kit.panels.leaveUnfinishedHint}</p>
          <ul>
            {open.map(({ id, text }) => (
              <li key={id}>
                <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p>{texts.coached.leaveForLobbyWarning}</p>
      {fault !== undefined && (
        <p className="parlor-reason" role="alert">
          {fault}
        </p>
      )}
      <div className="parlor-dialog-actions">
        <button type="button" className="parlor-button" data-focus-first onClick={onClose}>
          {texts.coached.stay}
        </button>
        <button type="button" className="parlor-button" data-dangerous onClick={leave}>
          {open.length > 0 ? texts.coached.leaveAnyway : texts.coached.leaveForLobby}
        </button>
      </div>
    </Dialog>
  );
}
