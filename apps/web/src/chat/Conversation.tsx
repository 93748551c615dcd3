import type { RoomId } from "@parlor/protocol";
import {
  Composer,
  FocusPlace,
  MessageList,
  type PanelTab,
  PeopleList,
  tabsOf,
  TypingLine,
  useCurrentRoom,
  useEnding,
  usePanels,
  useRoomFacts,
  useWatch,
} from "@parlor/react";
import { lazy, type ReactNode, useEffect, useState } from "react";
import { useSettings } from "../settings.ts";
import { useBroughtTask } from "../lobby/use-brought-task.ts";
import { deskHref } from "../desk/desk-route.ts";
import { goBack, goTo, replaceHref, useRoute } from "../route.ts";
import { recall, remember } from "../stored.ts";
import { Later } from "./Later.tsx";
import { RefusedRoom } from "./RefusedRoom.tsx";
import { RoomHeader } from "./RoomHeader.tsx";
import { PeopleHeader } from "./PeopleHeader.tsx";
import { usePlaceForFocus } from "../use-place-for-focus.ts";
import { useNarrow } from "./use-viewport.ts";

const SessionBar = lazy(async () => ({ default: (await import("@parlor/react/session")).SessionBar }));
const Ended = lazy(async () => ({ default: (await import("../beside/Ended.tsx")).Ended }));
const BesidePane = lazy(async () => ({ default: (await import("../beside/BesidePane.tsx")).BesidePane }));
const SeatOffer = lazy(async () => ({ default: (await import("../lobby/SeatOffer.tsx")).SeatOffer }));
const SheetTabs = lazy(async () => ({ default: (await import("../beside/SheetTabs.tsx")).SheetTabs }));
const TopicList = lazy(async () => ({ default: (await import("@parlor/react/topics")).TopicList }));
const Workspace = lazy(async () => ({ default: (await import("../workspace/Workspace.tsx")).Workspace }));

/** One room: what is said, the field to write in, who is there, and what its policy puts beside it. */
export function Conversation({ onGone }: { readonly onGone: () => void }) {
  const { texts } = useSettings();
  const { room } = useCurrentRoom();
  const watch = useWatch(room);
  const state = useRoomFacts(room);
  const ending = useEnding(room.id);
  const panels = usePanels(room);
  const hasTabs = tabsOf(panels).length > 0;
  const hasWorkspace = panels.includes("workspace");
  const isNarrow = useNarrow();
  const [panel, setPanel] = useState<PanelTab>();
  const { arePeopleShown, togglePeople } = usePeoplePane(room.id, hasTabs || hasWorkspace);

  const queue = state?.about?.queue;
  useEffect(() => {
    // What comes from a help desk is shown there, with whom it is and what can be done.
    if (queue !== undefined) replaceHref(deskHref(queue, room.id));
  }, [queue, room]);

  useBroughtTask(room);

  const isRefused = watch.name === "refused";
  const talk = (
    <>
      <MessageList />
      <TypingLine />
      <FocusPlace id="writing">{ending ? later(<Ended ending={ending} />) : <Composer />}</FocusPlace>
    </>
  );
  return (
    <>
      <main
        ref={usePlaceForFocus()}
        className="parlor-conversation"
        id="messages"
        data-landmark
        aria-label={texts.skipToMessages}
        tabIndex={-1}
      >
        <RoomHeader arePeopleShown={arePeopleShown} onPeople={togglePeople} onBack={() => goBack()} onGone={onGone} />
        {isRefused ? (
          ending ? (
            later(<Ended id="writing" ending={ending} />)
          ) : watch.code === "not_a_member" ? (
            later(
              <SeatOffer room={room.id}>
                <RefusedRoom message={watch.message} onBack={onGone} />
              </SeatOffer>,
            )
          ) : (
            <RefusedRoom message={watch.message} onBack={onGone} />
          )
        ) : (
          <>
            {state?.session && later(<SessionBar />)}
            {hasWorkspace
              ? later(<Workspace>{talk}</Workspace>)
              : hasTabs && isNarrow
                ? later(
                    <SheetTabs shown={panel} onShow={setPanel}>
                      {talk}
                    </SheetTabs>,
                  )
                : talk}
          </>
        )}
      </main>
      {arePeopleShown && !isRefused ? (
        <aside className="parlor-people-pane" data-landmark aria-label={texts.people} tabIndex={-1}>
          <PeopleHeader onClose={togglePeople} />
          {state?.kind.topics && later(<TopicList />)}
          <PeopleList />
        </aside>
      ) : (
        hasTabs && !isNarrow && !isRefused && later(<BesidePane shown={panel} onShow={setPanel} />)
      )}
    </>
  );
}

const later = (part: ReactNode) => <Later>{part}</Later>;

/** Beside the conversation, or on a narrow screen in its place. Where something else stands there, people are asked for. */
function usePeoplePane(room: RoomId, isTaken: boolean) {
  const { people } = useRoute();
  const isNarrow = useNarrow();
  const [isUsual, setUsual] = useState(() => recall("parlor people") !== "hidden");
  const [isAskedFor, setAskedFor] = useState(false);
  const isBeside = isTaken ? isAskedFor : isUsual;

  const togglePeople = () => {
    if (isNarrow) return people ? goBack() : goTo(room, true);
    if (isTaken) return setAskedFor(!isAskedFor);
    remember("parlor people", isUsual ? "hidden" : undefined);
    setUsual(!isUsual);
  };
  return { arePeopleShown: isNarrow ? people : isBeside, togglePeople };
}
