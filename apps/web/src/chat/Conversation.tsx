import { Composer, MessageList, PeopleList, TypingLine, useCurrentRoom, useRoomState, useWatch } from "@parlor/react";
import { useEffect, useState } from "react";
import { useSettings } from "../settings.ts";
import { deskHref } from "../desk/desk-route.ts";
import { goBack, goTo, replaceHref, useRoute } from "../route.ts";
import { recall, remember } from "../stored.ts";
import { RefusedRoom } from "./RefusedRoom.tsx";
import { RoomHeader } from "./RoomHeader.tsx";
import { PeopleHeader } from "./PeopleHeader.tsx";
import { useNarrow } from "./use-viewport.ts";

/** One room: what is said, the field to write in, and who is there. */
export function Conversation({ onGone }: { readonly onGone: () => void }) {
  const { texts } = useSettings();
  const { room } = useCurrentRoom();
  const { people } = useRoute();
  const watch = useWatch(room);
  const isNarrow = useNarrow();
  const [isBeside, setBeside] = useState(() => recall("parlor people") !== "hidden");
  const isShown = isNarrow ? people : isBeside;

  const queue = useRoomState(room)?.about?.queue;
  useEffect(() => {
    // What comes from a help desk is shown there, with whom it is and what can be done.
    if (queue !== undefined) replaceHref(deskHref(queue, room.id));
  }, [queue, room]);

  const togglePeople = () => {
    if (isNarrow) return people ? goBack() : goTo(room.id, true);
    remember("parlor people", isBeside ? "hidden" : undefined);
    setBeside(!isBeside);
  };
  return (
    <>
      <main data-part="conversation" id="messages" data-landmark aria-label={texts.skipToMessages} tabIndex={-1}>
        <RoomHeader arePeopleShown={isShown} onPeople={togglePeople} onBack={goBack} onGone={onGone} />
        {watch.name === "refused" ? (
          <RefusedRoom message={watch.message} onBack={onGone} />
        ) : (
          <>
            <MessageList />
            <TypingLine />
            <div id="writing">
              <Composer />
            </div>
          </>
        )}
      </main>
      {isShown && watch.name !== "refused" && (
        <aside data-part="people-pane" data-landmark aria-label={texts.people} tabIndex={-1}>
          <PeopleHeader onClose={togglePeople} />
          <PeopleList />
        </aside>
      )}
    </>
  );
}
