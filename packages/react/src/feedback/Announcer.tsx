import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";

/** `assertive` interrupts: for errors alone. */
export type Urgency = "polite" | "assertive";
type Announce = (text: string, urgency?: Urgency) => void;

interface Spoken {
  readonly text: string;
  /** The same sentence twice in a row must be another node, or it is read once. */
  readonly turn: number;
}

const SILENCE: Spoken = { text: "", turn: 0 };
const CLEARED_AFTER_MS = 5_000;

const AnnounceContext = createContext<Announce>(() => {});
const SpokenContext = createContext<Record<Urgency, Spoken>>({ polite: SILENCE, assertive: SILENCE });

/** Speaks to those who hear the page instead of seeing it. The list of messages itself is silent. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [spoken, setSpoken] = useState({ polite: SILENCE, assertive: SILENCE });
  const clearing = useRef<Partial<Record<Urgency, ReturnType<typeof setTimeout>>>>({});

  const announce = useCallback<Announce>((text, urgency = "polite") => {
    setSpoken((before) => ({ ...before, [urgency]: { text, turn: before[urgency].turn + 1 } }));
    clearTimeout(clearing.current[urgency]);
    clearing.current[urgency] = setTimeout(
      () => setSpoken((before) => ({ ...before, [urgency]: { ...before[urgency], text: "" } })),
      CLEARED_AFTER_MS,
    );
  }, []);

  useEffect(() => {
    const timers = clearing.current;
    return () => Object.values(timers).forEach(clearTimeout);
  }, []);

  return (
    <AnnounceContext value={announce}>
      <SpokenContext value={spoken}>
        {children}
        <AnnouncerOutlet />
      </SpokenContext>
    </AnnounceContext>
  );
}

/** Where it is said. A modal dialog mutes everything outside it, so each has an outlet of its own. */
export function AnnouncerOutlet() {
  const { polite, assertive } = useContext(SpokenContext);
  return (
    <div className="parlor-hidden parlor-announcer">
      <div role="status" aria-live="polite">
        <span key={polite.turn}>{polite.text}</span>
      </div>
      <div role="alert" aria-live="assertive">
        <span key={assertive.turn}>{assertive.text}</span>
      </div>
    </div>
  );
}

export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
