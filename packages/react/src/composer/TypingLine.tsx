import { useMe, useRoomFacts, useTypists } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";
import { shortName } from "../people/short-name.ts";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";

const NAMED = 3;

/** Who is writing. It keeps its line when nobody is, so that nothing jumps. */
export function TypingLine() {
  const { room } = useCurrentRoom();
  const { texts, list } = useWords();
  const me = useMe()?.id;
  const isClosed = useRoomFacts(room)?.closed !== undefined;
  const names = useTypists(room)
    .filter(({ user }) => user !== me && !isClosed)
    .map(({ name }) => shortName(cleanName(name)));
  const text =
    names.length === 0 ? "" : names.length > NAMED ? texts.severalTyping : texts.typing(list(names), names.length);
  return (
    <p className="parlor-typing" data-shown={names.length > 0 || undefined}>
      {names.length > 0 && (
        <span className="parlor-dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
      <span role="status">{text}</span>
    </p>
  );
}
