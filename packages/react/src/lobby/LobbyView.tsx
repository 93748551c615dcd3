import type { RoomId } from "@parlor/protocol";
import { useId, useState } from "react";
import { useMe } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { Skeleton } from "../list/Skeleton.tsx";
import { useWords } from "../provider.tsx";
import { kindTitle } from "../texts/called.ts";
import { LobbyRoomCard } from "./LobbyRoomCard.tsx";
import { ReceivingBar } from "./ReceivingBar.tsx";
import { inSeatOrder } from "./seat.ts";
import { useLobbies, useLobby } from "./use-lobby.ts";

export interface LobbyViewProps {
  /** The name of the kind whose rooms it leads to. */
  readonly lobby: string;
  /** The task that somebody was sent here with, among those of the kind. */
  readonly scenario?: string | undefined;
  /** One sits in this room now. */
  readonly onEnter: (room: RoomId) => void;
}

/** The rooms of a lobby with their state as it is now, and for those who receive people the way to begin. */
export function LobbyView(props: LobbyViewProps) {
  // Another lobby is another beginning.
  return <OneLobby key={props.lobby} {...props} />;
}

function OneLobby({ lobby: name, scenario, onEnter }: LobbyViewProps) {
  const { texts, lang } = useWords();
  const { lobby, rooms, refusal } = useLobby(name);
  const offer = useLobbies()?.find((one) => one.lobby === name);
  const id = useMe()?.id;
  const hosts = offer?.hosts ?? false;
  const [task, setTask] = useState(scenario);
  const looker = { id, hosts };
  const ordered = rooms && inSeatOrder(rooms, looker, lang);
  const tasks = hosts ? [] : (offer?.scenarios ?? []);
  // A task that the kind does not have would only be refused.
  const chosen = tasks.find((one) => one.id === task)?.id;

  if (refusal !== undefined) {
    return (
      <div className="parlor-nothing" role="alert">
        <Icon name="lock" />
        <p dir="auto">{refusal === "" ? texts.somethingWrong : refusal}</p>
      </div>
    );
  }
  return (
    <div className="parlor-lobby">
      {offer?.hosts && <ReceivingBar lobby={lobby} interests={offer.interests} />}
      {tasks.length > 0 && <TaskChoice tasks={tasks} chosen={chosen} onChoose={setTask} />}
      {ordered === undefined || offer === undefined ? (
        <Skeleton label={texts.lobby.lookingForRooms} lines={4} />
      ) : ordered.length === 0 ? (
        !hosts && (
          <div className="parlor-lobby-empty">
            <Icon name="door" />
            <h2>{texts.lobby.nobodyReceives}</h2>
            <p>{texts.lobby.nobodyReceivesHint}</p>
          </div>
        )
      ) : (
        <ul className="parlor-lobby-rooms" aria-label={texts.lobby.roomsOf(kindTitle(texts, name, offer.title))}>
          {ordered.map((room) => (
            <li key={room.room}>
              <LobbyRoomCard
                room={room}
                looker={looker}
                onSit={() => lobby.takeSeat(room.room, chosen === undefined ? {} : { scenario: chosen })}
                onEnter={onEnter}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface TaskChoiceProps {
  readonly tasks: readonly { readonly id: string; readonly title: string }[];
  readonly chosen: string | undefined;
  readonly onChoose: (task: string | undefined) => void;
}

function TaskChoice({ tasks, chosen, onChoose }: TaskChoiceProps) {
  const { texts } = useWords();
  const id = useId();
  return (
    <div className="parlor-task-choice">
      <label htmlFor={id}>{texts.lobby.scenario}</label>
      <select id={id} value={chosen ?? ""} onChange={({ target }) => onChoose(target.value || undefined)}>
        <option value="">{texts.lobby.noScenario}</option>
        {tasks.map((task) => (
          <option key={task.id} value={task.id}>
            {task.title || task.id}
          </option>
        ))}
      </select>
    </div>
  );
}
