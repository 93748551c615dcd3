import type { Member, Present } from "@parlor/protocol";
import { useMemo } from "react";
import { useMe, usePresence, useRoomFacts, useWatch } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { roleTitle } from "../texts/called.ts";
import type { Words } from "../texts/words.ts";
import { Avatar } from "./Avatar.tsx";

/** Who is in the room now, and who else belongs to it. */
export function PeopleList() {
  const { room } = useCurrentRoom();
  const words = useWords();
  const { texts } = words;
  const state = useRoomFacts(room);
  const lastHeard = usePresence(room);
  // Without a connection nobody knows who is here.
  const isKnown = useWatch(room).name === "watching";
  const presence = isKnown ? lastHeard : undefined;
  const me = useMe()?.id;
  const { here, others } = useMemo(
    () => groups([...(state?.members.values() ?? [])], presence?.people ?? [], me, words),
    [state?.members, presence?.people, me, words],
  );
  const unlisted = Math.max(0, (state?.memberCount ?? 0) - (state?.members.size ?? 0));

  return (
    <div className="parlor-people-list">
      {isKnown && (
        <>
          <h3>{texts.hereNow(presence?.count ?? 0)}</h3>
          {here.length === 0 && <p className="parlor-hint">{texts.nobodyHere}</p>}
          <ul>
            {here.map((person) => (
              <Person key={person.id} {...person} isMe={person.id === me} />
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{isKnown ? texts.notHere : texts.members(state?.memberCount ?? others.length)}</h3>
          <ul>
            {others.map((person) => (
              <Person key={person.id} {...person} isMe={person.id === me} />
            ))}
          </ul>
        </>
      )}
      {unlisted > 0 && <p className="parlor-hint">{texts.andMoreMembers(unlisted)}</p>}
    </div>
  );
}

function Person({ id, name, guest, status, role, isMe }: Shown & { readonly isMe: boolean }) {
  const { texts } = useWords();
  const marks = [
    isMe ? texts.you : "",
    role ?? "",
    guest ? texts.guest : "",
    status === "away" ? texts.away : "",
  ].filter((mark) => mark !== "");
  return (
    <li className="parlor-person" data-status={status}>
      <Avatar id={id} name={name} status={status} />
      <div className="parlor-person-name">
        <bdi className="parlor-name" dir="auto">
          {cleanName(name) || texts.someone}
        </bdi>
        {marks.length > 0 && <span className="parlor-marks">{marks.join(" · ")}</span>}
      </div>
    </li>
  );
}

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly guest: boolean | undefined;
  readonly status: Present["status"] | undefined;
  readonly role: string | undefined;
}

function groups(
  members: readonly Member[],
  present: readonly Present[],
  me: string | undefined,
  { texts, lang }: Words,
): { here: readonly Shown[]; others: readonly Shown[] } {
  const collator = new Intl.Collator(lang);
  const byName = (a: Shown, b: Shown) =>
    Number(b.id === me) - Number(a.id === me) || collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  const roles = new Map(members.map(({ id, role }) => [id, role]));
  const roleOf = (id: string) => {
    const role = roles.get(id);
    if (role === undefined || role === "member") return undefined;
    return roleTitle(texts, role);
  };
  const here = present.map(({ id, name, guest, status }) => ({ id, name, guest, status, role: roleOf(id) }));
  const ids = new Set(here.map(({ id }) => id));
  const others = members
    .filter(({ id }) => !ids.has(id))
    .map(({ id, name, guest }) => ({ id, name, guest, status: undefined, role: roleOf(id) }));
  return { here: here.sort(byName), others: others.sort(byName) };
}
