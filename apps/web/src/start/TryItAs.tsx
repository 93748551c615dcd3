import { Avatar } from "@parlor/react";
import { useSettings } from "../settings.ts";
import type { Role } from "./entrances.ts";

export interface TryItAsProps {
  readonly roles: readonly Role[];
  readonly onEnter: (role: string) => void;
}

/** One button for each side of the demonstration. */
export function TryItAs({ roles, onEnter }: TryItAsProps) {
  const { texts } = useSettings();
  return (
    <section className="parlor-try-as" aria-label={texts.tryAs}>
      <h2>{texts.tryAs}</h2>
      <ul>
        {roles.map(({ role, name }) => (
          <li key={role}>
            <button type="button" className="parlor-role-button" data-role={role} onClick={() => onEnter(role)}>
              <Avatar id={`demo:${name.toLowerCase()}`} name={name} />
              <span>
                <strong dir="auto">{name}</strong>
                <small>{texts.roleIs(role)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="parlor-note">{texts.tryAsHint}</p>
    </section>
  );
}
