import type { MessageRow, Room } from "@parlor/client";
import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import type { MessageActs } from "./Message.tsx";
import { mayRequest, type ToolRequest } from "./may-request.ts";
import { SaidAt } from "./SaidAt.tsx";
import { stateOf } from "./status.tsx";

export interface MessageToolsProps {
  readonly row: MessageRow;
  readonly room: Room;
  /** The whole message in one sentence. */
  readonly label: string;
  /** The one message of the list that Tab comes to. */
  readonly isTabStop: boolean;
  readonly position: number | undefined;
  readonly setSize: number;
  readonly goesOn: boolean;
  readonly act: MessageActs;
  readonly onRequest: (row: MessageRow, what: ToolRequest, anchor: DOMRect, from: HTMLElement | null) => void;
  readonly children: ReactNode;
}

const LONG_PRESS_MS = 450;
const MOVED_PX = 10;
const AT_HAND = ["👍", "❤️", "😂"];

/** A message one can point at, touch and reach with the keyboard, with its tools beside it while one does. */
export function MessageTools({
  row,
  room,
  label,
  isTabStop,
  position,
  setSize,
  goesOn,
  act,
  onRequest,
  children,
}: MessageToolsProps) {
  const { texts } = useWords();
  const article = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const press = useLongPress((x, y) => onRequest(row, "menu", new DOMRect(x, y, 0, 0), article.current));
  const may = (what: ToolRequest) => mayRequest(room, row, what);
  const ask = (what: ToolRequest, button: HTMLElement) => onRequest(row, what, button.getBoundingClientRect(), button);

  return (
    <div
      ref={article}
      role="article"
      aria-label={label}
      aria-posinset={position}
      aria-setsize={position === undefined ? undefined : setSize}
      tabIndex={isTabStop ? 0 : -1}
      className="parlor-entry"
      data-goes-on={goesOn || undefined}
      onPointerEnter={(event) => event.pointerType === "mouse" && setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => setNear(true)}
      onBlur={(event) => setNear(event.currentTarget.contains(event.relatedTarget))}
      {...press}
    >
      {children}
      {isNear && goesOn && !stateOf(row, texts) && <SaidAt at={row.at} part="side-time" />}
      {isNear && may("menu") && (
        <div className="parlor-tools" role="toolbar" aria-label={texts.actions}>
          {may("emoji") && (
            <>
              {AT_HAND.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  className="parlor-icon-button"
                  data-emoji
                  aria-label={texts.reactWith(emoji)}
                  title={texts.reactWith(emoji)}
                  onClick={() => act.react(row, emoji, true)}
                >
                  {emoji}
                </button>
              ))}
              <Tool icon="react" text={texts.react} onClick={(button) => ask("emoji", button)} />
            </>
          )}
          {may("reply") && <Tool icon="reply" text={texts.reply} onClick={(button) => ask("reply", button)} />}
          {may("edit") && <Tool icon="edit" text={texts.edit} onClick={(button) => ask("edit", button)} />}
          <Tool icon="more" text={texts.more} onClick={(button) => ask("menu", button)} />
        </div>
      )}
    </div>
  );
}

interface ToolProps {
  readonly icon: "react" | "reply" | "edit" | "more";
  readonly text: string;
  readonly onClick: (button: HTMLElement) => void;
}

function Tool({ icon, text, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className="parlor-icon-button"
      aria-label={text}
      title={text}
      onClick={(event) => onClick(event.currentTarget)}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A finger that rests. It is no longer one when it moves, because then it scrolls. */
function useLongPress(pressed: (x: number, y: number) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown(event: PointerEvent) {
      if (event.pointerType === "mouse") return;
      if (event.target instanceof Element && event.target.closest("button, a, pre")) return;
      const { clientX: x, clientY: y } = event;
      start.current = { x, y };
      stop();
      timer.current = setTimeout(() => pressed(x, y), LONG_PRESS_MS);
    },
    onPointerMove(event: PointerEvent) {
      if (Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y) > MOVED_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}
