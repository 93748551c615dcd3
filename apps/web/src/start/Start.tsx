import { useEffect, useState } from "react";
import { Mark } from "../Mark.tsx";
import { PageSettings } from "../PageSettings.tsx";
import { useSettings } from "../settings.ts";
import { usePlaceForFocus } from "../use-place-for-focus.ts";
import type { Who } from "../who.ts";
import { AccountForm } from "./AccountForm.tsx";
import { wantedRole } from "./as-role.ts";
import { useEntrances } from "./entrances.ts";
import { GuestForm } from "./GuestForm.tsx";
import { TryItAs } from "./TryItAs.tsx";

export interface StartProps {
  /** Why one is here again. */
  readonly reason: string | undefined;
  readonly onEnter: (who: Who) => void;
}

/** The door. A name is enough for a guest. */
export function Start({ reason, onEnter }: StartProps) {
  const { texts } = useSettings();
  const [way, setWay] = useState<"guest" | "account">(reason === texts.guestsOff ? "account" : "guest");
  const { tryAs, service } = useEntrances() ?? {};
  useEffect(() => {
    const role = wantedRole();
    if (role !== undefined && tryAs?.some((one) => one.role === role)) onEnter({ as: "role", role });
  }, [tryAs, onEnter]);
  return (
    <main ref={usePlaceForFocus()} className="parlor-start" tabIndex={-1}>
      <div className="parlor-start-card">
        <Mark />
        <h1>{texts.welcome}</h1>
        <p className="parlor-lead">{texts.welcomeHint}</p>
        {reason !== undefined && (
          <p className="parlor-reason" role="alert">
            {reason}
          </p>
        )}
        {way === "guest" ? <GuestForm onEnter={onEnter} /> : <AccountForm onEnter={() => onEnter({ as: "account" })} />}
        <button type="button" className="parlor-link" onClick={() => setWay(way === "guest" ? "account" : "guest")}>
          {way === "guest" ? texts.haveAccount : texts.asGuest}
        </button>
        {service && (
          <a className="parlor-button" href={service.path}>
            {texts.signInWith(service.name)}
          </a>
        )}
        {tryAs && <TryItAs roles={tryAs} onEnter={(role) => onEnter({ as: "role", role })} />}
      </div>
      <footer>
        <PageSettings />
      </footer>
    </main>
  );
}
