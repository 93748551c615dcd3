import { Avatar, useMe } from "@parlor/react";
import { useSettings } from "../settings.ts";
import { hrefAs } from "./as-role.ts";
import { useEntrances } from "./entrances.ts";

/** From inside the demonstration: another window in which one is somebody else. */
export function OtherSides() {
  const { texts } = useSettings();
  const { tryAs } = useEntrances() ?? {};
  const me = useMe()?.id;
  if (!tryAs) return null;
  const others = tryAs
    .map((side) => ({ ...side, id: `demo:${side.name.toLowerCase()}` }))
    .filter(({ id }) => id !== me);
  return (
    <section className="parlor-other-sides">
      <h3>{texts.otherSides}</h3>
      <ul>
        {others.map(({ role, name, id }) => (
          <li key={role}>
            {/* Without an opener it begins with a storage of its own, and so as somebody of its own. */}
            <a className="parlor-role-button" href={hrefAs(role)} target="_blank" rel="noopener">
              <Avatar id={id} name={name} />
              <span>
                <strong dir="auto">{name}</strong>
                <small>{texts.roleIs(role)}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
