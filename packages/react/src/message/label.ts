import type { MessageRow } from "@parlor/client";
import { cleanName, cleanText } from "../markup/clean.ts";
import type { Words } from "../texts/words.ts";
import { isOwn } from "./own.ts";
import { stateOf } from "./status.tsx";

const SPOKEN_CHARS = 1_000;

/** A message in one breath, for those who hear it: who, what, when, and what became of it. */
export function labelOf(row: MessageRow, me: string | undefined, words: Words): string {
  const { texts, time, number } = words;
  const { message, at } = row;
  const name = isOwn(row, me) ? texts.you : cleanName(message.name ?? texts.someone);
  const text = message.deleted ? texts.deletedQuote : cleanText(message.text ?? "").slice(0, SPOKEN_CHARS);
  const reactions = message.reactions?.map(({ emoji, by }) => `${emoji} ${number(by.length)}`).join(" ") ?? "";
  const state = [message.editedAt === undefined ? "" : texts.edited, stateOf(row, texts)?.text ?? ""];
  return texts.messageLabel({
    name,
    text,
    time: time(at),
    state: state.filter((part) => part !== "").join(", "),
    reactions,
  });
}
