import type { MessageRow, Row } from "@parlor/client";
import { useEffect, useMemo, useState } from "react";
import type { People } from "../message/Message.tsx";
import { useWords } from "../provider.tsx";
import type { RoomFacts } from "../room/room-facts.ts";
import { roleTitle } from "../texts/called.ts";
import { sameUntil } from "./same-until.ts";

/** Who is called what in this room. Authors count too: of a large room only some members are listed. */
export function usePeople(state: RoomFacts | undefined, rows: readonly Row[]): People {
  const { texts } = useWords();
  const [authors] = useState(() => new Authors());
  useEffect(() => authors.learn(rows), [authors, rows]);

  const members = state?.members;
  const kind = state?.kind;
  return useMemo(
    () => ({
      nameOf: (user) => members?.get(user)?.name ?? authors.nameOf(user) ?? texts.someone,
      roleOf({ message, actor }: MessageRow) {
        const role = message.role ?? (actor === undefined ? undefined : members?.get(actor)?.role);
        if (role === undefined || role === kind?.defaultRole) return undefined;
        return roleTitle(texts, role);
      },
    }),
    [members, kind, texts, authors],
  );
}

const KEPT = 5_000;

class Authors {
  readonly #names = new Map<string, string>();
  #learnt: readonly Row[] = [];

  learn(rows: readonly Row[]): void {
    const known = sameUntil(this.#learnt, rows);
    this.#learnt = rows;
    for (const row of rows.slice(known)) {
      if (row.kind !== "message" || row.actor === undefined || row.message.name === undefined) continue;
      if (this.#names.size < KEPT) this.#names.set(row.actor, row.message.name);
    }
  }

  nameOf(user: string): string | undefined {
    return this.#names.get(user);
  }
}
