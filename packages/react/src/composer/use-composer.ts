import type { Location } from "@parlor/protocol";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { useConnection, useMe, useRoomFacts } from "../hooks.ts";
import { useWords } from "../provider.tsx";
import type { Draft } from "../room/draft.ts";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { useObservable } from "../use-observable.ts";
import { charactersLeft } from "./characters-left.ts";
import { mentionsIn } from "./mentions.ts";
import { laterText, sentLater, type SentLater } from "./sent-later.ts";
import { useUnsettledRows } from "./unsettled-rows.ts";
import { useColleagues } from "./use-colleagues.ts";
import { useLimits } from "./use-limits.ts";

export interface WritingOptions {
  /** Goes with every message, where the room's kind lets one say where one is. */
  readonly location?: Location | undefined;
  /** The person's sign-in has run out, as the host app knows: a network would not help what waits to be sent. */
  readonly isSignedOut?: boolean | undefined;
}

export interface Writing extends Pick<Draft, "text" | "editing" | "replyTo"> {
  /** How many characters there is still room for. Below zero it is too long. */
  readonly left: number;
  /** How long slow mode still makes one wait. */
  readonly waitMs: number;
  readonly isSendable: boolean;
  /** Why what is sent now waits. */
  readonly later: SentLater | undefined;
  /** Something about what is written that one should know before sending it. */
  readonly warning: string | undefined;
  readonly write: (text: string) => void;
  /** Sends what is written, or saves the edit. False when there is nothing that can be sent. */
  readonly send: () => boolean;
  /** Takes one's last message back into the field. False when there is none that may be changed. */
  readonly editLast: () => boolean;
  /** Ends the edit, or the reply. */
  readonly cancel: () => void;
}

/** All that a field to write in needs, for one of one's own look. `<Composer>` is made of it. */
export function useComposer({ location, isSignedOut = false }: WritingOptions = {}): Writing {
  const { room, draft } = useCurrentRoom();
  const { texts } = useWords();
  const announce = useAnnounce();
  const state = useRoomFacts(room);
  const me = useMe()?.id;
  const later = sentLater(useConnection(), isSignedOut);
  const { text, picked, replyTo, editing } = useObservable(draft);
  const { maxLength, waitMs } = useLimits(state, room, me);
  const colleagues = useColleagues(room, state, useUnsettledRows(room), draft);
  const left = charactersLeft(text, maxLength);
  const isSendable = text.trim() !== "" && left >= 0 && (waitMs === 0 || editing !== undefined);

  return {
    text,
    editing,
    replyTo,
    left,
    waitMs,
    isSendable,
    later,
    warning: colleagues.warning,
    write(changed) {
      draft.setText(changed);
      colleagues.looked();
      if (!editing && changed.trim() !== "") room.typing();
      if (changed === "") room.typing(false);
    },
    send() {
      if (!isSendable) return false;
      const body = text.trim();
      // Refused or not, it shows in the list.
      const unanswered = () => {};
      if (editing) {
        if (body !== editing.was) room.edit(editing.seq, body).catch(unanswered);
      } else {
        const mentions = mentionsIn(body, picked);
        const sent = room.send(body, {
          ...(mentions.length > 0 && { mentions }),
          ...(replyTo && { replyTo: replyTo.seq }),
          ...(location && { location }),
          ...colleagues.seen(),
        });
        sent.catch(unanswered);
        if (later) announce(laterText(later, texts));
      }
      draft.sent();
      return true;
    },
    editLast() {
      const last = room.timeline
        .get()
        .rows.findLast(
          (row) => row.kind === "message" && row.actor === me && row.seq !== undefined && !row.message.deleted,
        );
      if (last?.kind !== "message") return false;
      const message = { no: 1, name: "", ...last.message };
      if (!room.can({ do: "edit", author: me ?? "", message }).ok) return false;
      draft.edit(last);
      return true;
    },
    cancel() {
      if (editing) draft.cancelEdit();
      else if (replyTo) draft.cancelReply();
    },
  };
}
