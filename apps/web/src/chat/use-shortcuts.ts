import { useChatClient } from "@parlor/react";
import { useEffect } from "react";
import { goTo, useRoute } from "../route.ts";

/** Keys that work everywhere on the page. */
export function useShortcuts({ onGoTo }: { readonly onGoTo: () => void }): void {
  const client = useChatClient();
  const { room } = useRoute();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "F6") {
        event.preventDefault();
        toLandmark(event.shiftKey ? -1 : 1);
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onGoTo();
      } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        const rooms = client.rooms.get().filter((one) => !event.shiftKey || one.unread > 0 || one.room === room);
        const at = rooms.findIndex((one) => one.room === room);
        const next = rooms[at + (event.key === "ArrowUp" ? -1 : 1)];
        if (next) goTo(next.room);
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [client, room, onGoTo]);
}

/** From one part of the page to the next, into what one does there. */
function toLandmark(step: 1 | -1): void {
  const landmarks = [...document.querySelectorAll<HTMLElement>("[data-landmark]")].filter(
    (landmark) => landmark.offsetParent !== null,
  );
  const at = landmarks.findIndex((landmark) => landmark.contains(document.activeElement));
  const next = landmarks.at((at + step) % landmarks.length);
  const inside = next?.querySelector<HTMLElement>('textarea, [aria-current="page"], [role="article"][tabindex="0"]');
  (inside ?? next)?.focus();
}
