import { useSettings } from "../settings.ts";
import { hrefAs } from "./as-role.ts";
import { useEntrances } from "./entrances.ts";

/** From inside the demonstration: another window in which one is somebody else. */
export function OtherSides() {
  const { texts } = useSettings();
  const { tryAs } = useEntrances() ?? {};
  if (!tryAs) return null;
  return (
    <section className="parlor-other-sides">
      <h3>{texts.otherSides}</h3>
      <ul>
        {tryAs.map(({ role, name }) => (
          <li key={role}>
            {/* Without an opener it begins with a storage of its own, and so as somebody of its own. */}
            <a className="parlor-button" href={hrefAs(role)} target="_blank" rel="noopener">
              {name} <small>{texts.roleIs(role)}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
