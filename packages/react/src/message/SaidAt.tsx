import { useState } from "react";
import { useWords } from "../provider.tsx";

/** When something was said, and to the second for whoever points at it: that is dear to write, and seldom wanted. */
export function SaidAt({ at, part }: { readonly at: number; readonly part?: string }) {
  const { time, moment } = useWords();
  const [isWanted, setWanted] = useState(false);
  return (
    <time
      className={part && `parlor-${part}`}
      dateTime={new Date(at).toISOString()}
      title={isWanted ? moment(at) : undefined}
      onPointerEnter={() => setWanted(true)}
    >
      {time(at)}
    </time>
  );
}
