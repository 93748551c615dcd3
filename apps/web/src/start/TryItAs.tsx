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
    <section data-part="try-as" aria-label={texts.tryAs}>
      <h2>{texts.tryAs}</h2>
      <ul>
        {roles.map(({ role, name }) => (
          <li key={role}>
            <button type="button" data-part="role-button" data-role={role} onClick={() => onEnter(role)}>
              <Avatar id={`demo:${name.toLowerCase()}`} name={name} />
              <span>
                <strong dir="auto">{name}</strong>
                <small>{texts.roleIs(role)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p data-part="note">{texts.tryAsHint}</p>
    </section>
  );
}
