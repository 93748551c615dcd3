import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Icon } from "../icons.tsx";
import { useWords } from "../provider.tsx";
import { AnnouncerOutlet } from "./Announcer.tsx";
import { ConnectionNotice } from "./ConnectionNotice.tsx";

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it holds the focus, closes with Escape, and gives the focus back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { texts } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Closed while it is still in the page: out of it, the browser gives the focus back to nobody.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The browser would focus the button that closes.
    shown?.querySelector<HTMLElement>("[data-focus-first]")?.focus();
    return () => shown?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="parlor-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => event.target === dialog.current && onClose()}
    >
      <div className="parlor-dialog-body">
        <header>
          <h2 id={titleId}>{title}</h2>
          <button
            type="button"
            className="parlor-icon-button"
            aria-label={texts.close}
            title={texts.close}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </header>
        {/* What the page says is out of reach behind it. */}
        <ConnectionNotice />
        {children}
      </div>
      <AnnouncerOutlet />
    </dialog>
  );
}
