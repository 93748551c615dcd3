import type { MessageRow, Row } from "@parlor/client";
import { useEffect, useRef } from "react";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { messagesAfter, newestSeq } from "./newest.ts";

const TOGETHER_MS = 1_000;

/** Says that others wrote: at most once a second, one by name and more by number. */
export function useAnnouncedMessages(rows: readonly Row[], me: string | undefined): void {
  const { texts } = useWords();
  const announce = useAnnounce();
  const heard = useRef<number>(undefined);
  const waiting = useRef<MessageRow[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const newest = newestSeq(rows);
    if (newest === 0) return;
    const before = heard.current;
    heard.current = Math.max(newest, before ?? 0);
    // What was there when the room was opened is not news.
    if (before === undefined || newest <= before) return;

    waiting.current.push(...messagesAfter(rows, before).filter((row) => row.actor !== me && !row.message.deleted));
    if (waiting.current.length === 0 || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      const [first, ...more] = waiting.current;
      waiting.current = [];
      timer.current = undefined;
      if (!first) return;
      announce(
        more.length > 0
          ? texts.newMessages(more.length + 1)
          : texts.newMessageFrom(cleanName(first.message.name ?? texts.someone)),
      );
    }, TOGETHER_MS);
  }, [rows, me, texts, announce]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
