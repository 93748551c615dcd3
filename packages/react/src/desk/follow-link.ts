import type { MouseEvent } from "react";

/** A link that stays on the page, unless it is wanted in another tab. */
export const followLink = (open: () => void) => (event: MouseEvent) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  open();
};
