import type { MessageRow, Room } from "@parlor/client";
import { memo, useMemo } from "react";
import { Message, type MessageActs, type People } from "../message/Message.tsx";
import { labelOf } from "../message/label.ts";
import { MessageTools, type MessageToolsProps } from "../message/MessageTools.tsx";
import { useWords } from "../provider.tsx";

export interface MessageEntryProps extends Omit<MessageToolsProps, "label" | "children"> {
  readonly row: MessageRow;
  readonly room: Room;
  readonly me: string | undefined;
  readonly people: People;
  readonly answered: MessageRow | "unknown" | undefined;
  readonly isFound: boolean;
  readonly act: MessageActs;
}

/** One message of the list with its tools: drawn again only when something about it is other than before. */
export const MessageEntry = memo(function MessageEntry({ me, people, answered, isFound, ...tools }: MessageEntryProps) {
  const words = useWords();
  const { row, goesOn, act } = tools;
  const label = useMemo(() => labelOf(row, me, words), [row, me, words]);
  return (
    <MessageTools {...tools} label={label}>
      <Message row={row} goesOn={goesOn} me={me} people={people} answered={answered} isFound={isFound} act={act} />
    </MessageTools>
  );
});
