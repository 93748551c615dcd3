import { cleanName, Icon } from "@parlor/react";
import { useDeskTexts, useQueues } from "@parlor/react/desk";
import type { MouseEvent } from "react";
import { deskHref, goToDesk } from "./desk-route.ts";

/** The help desks at which one may ask or help, above one's rooms. */
export function DeskLinks() {
  const texts = useDeskTexts();
  const queues = useQueues();
  if (!queues || queues.length === 0) return null;
  const open = (queue: string) => (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goToDesk(queue);
  };
  return (
    <nav className="parlor-desk-links" aria-label={texts.desks}>
      {queues.map(({ queue, title }) => (
        <a key={queue} href={deskHref(queue)} className="parlor-room" onClick={open(queue)}>
          <span className="parlor-room-sign" aria-hidden="true">
            <Icon name="help" />
          </span>
          <span className="parlor-room-title">
            <span dir="auto">{cleanName(title) || texts.desk}</span>
          </span>
        </a>
      ))}
    </nav>
  );
}
