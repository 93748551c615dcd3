import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../provider.tsx";
import { useNarrowerThan } from "./use-narrower-than.ts";
import { BOUNDS, draggedTo, movedBy, type Place, withinBounds } from "./split.ts";

export interface SplitRoomProps {
  /** What the host app shows beside the conversation: an editor, a whiteboard, a document. */
  readonly host: ReactNode;
  readonly hostLabel?: string;
  /** The conversation. */
  readonly children: ReactNode;
  readonly label?: string;
  /** The share of the host's side in per cent, to begin with. */
  readonly share?: number;
  /** Told when the divider comes to rest, for who wants to remember it. */
  readonly onShare?: (share: number) => void;
}

const USUAL_SHARE = 60;
/** Narrower than this, the two sides lie below one another. */
const NARROW_PX = 640;

/** A conversation beside something of the host app, with a divider that can be moved by mouse, finger and keyboard. */
export function SplitRoom({ host, hostLabel, children, label, share: wanted, onShare }: SplitRoomProps) {
  const { texts, dir } = useWords();
  const ids = useId();
  const box = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrowerThan(box, NARROW_PX);
  const [share, setShare] = useState(() => withinBounds(wanted ?? USUAL_SHARE));
  const [isDragged, setDragged] = useState(false);
  const place: Place = { line: isNarrow ? "block" : "inline", dir };
  const hostName = hostLabel ?? texts.panels.workspace;
  const name = label ?? texts.panels.conversation;

  useLayoutEffect(() => box.current?.style.setProperty("--share", `${share}%`), [share]);

  const settle = (moved: number) => {
    setShare(moved);
    onShare?.(moved);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = event.key === "Enter" ? withinBounds(wanted ?? USUAL_SHARE) : movedBy(event.key, share, place);
    if (moved === undefined) return;
    event.preventDefault();
    settle(moved);
  };
  const dragged = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect();
    if (bounds && isDragged) setShare(draggedTo({ x: event.clientX, y: event.clientY }, bounds, place));
  };
  const stop = () => {
    if (!isDragged) return;
    setDragged(false);
    onShare?.(share);
  };

  return (
    <div ref={box} className="parlor-split" data-line={place.line} data-dragged={isDragged || undefined}>
      <section className="parlor-split-host" id={`${ids}-host`} aria-label={hostName}>
        {host}
      </section>
      <div
        className="parlor-divider"
        role="separator"
        tabIndex={0}
        aria-label={texts.panels.dividerOf(hostName, name)}
        aria-orientation={isNarrow ? "horizontal" : "vertical"}
        aria-controls={`${ids}-host`}
        aria-valuemin={BOUNDS.least}
        aria-valuemax={BOUNDS.most}
        aria-valuenow={Math.round(share)}
        onKeyDown={pressed}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.focus();
          setDragged(true);
        }}
        onPointerMove={dragged}
        onPointerUp={stop}
        onPointerCancel={stop}
        onDoubleClick={() => settle(withinBounds(wanted ?? USUAL_SHARE))}
      />
      <section className="parlor-split-room" aria-label={name}>
        {children}
      </section>
    </div>
  );
}
