import { type ClipboardEvent, type DragEvent, useState } from "react";

/** Messages are text. Whoever pastes or drops a file is told so, and the browser does not open it instead of the page. */
export function useRefusedFiles() {
  const [isRefused, setIsRefused] = useState(false);
  return {
    isRefused,
    forget: () => setIsRefused(false),
    onPaste: (event: ClipboardEvent) => {
      const { types } = event.clipboardData;
      // What is copied out of a document has a picture of itself beside its text.
      if (!types.includes("Files") || types.includes("text/plain")) return;
      event.preventDefault();
      setIsRefused(true);
    },
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setIsRefused(true);
    },
  };
}
