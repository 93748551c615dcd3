import type { EventRow } from "@parlor/client";
import { memo, useState } from "react";
import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import type { Words } from "../texts/words.ts";

export interface NewsProps {
  readonly events: readonly EventRow[];
  readonly nameOf: (user: string) => string;
}

const NAMED = 3;

/** What happened besides messages, in as few words as it takes. Many changes fold into one line that opens. */
export const News = memo(function News({ events, nameOf }: NewsProps) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const sentences = sentencesOf(events, nameOf, words);
  if (sentences.length === 0) return null;

  const isLong = sentences.length > 2;
  const shown = isLong && !isOpen ? sentences.slice(-1) : sentences;
  return (
    <div className="parlor-news">
      {shown.map((sentence, index) => (
        <p key={index}>{sentence}</p>
      ))}
      {isLong && (
        <button type="button" className="parlor-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.texts.showLess : `${words.texts.eventCount(sentences.length)} · ${words.texts.showAll}`}
        </button>
      )}
    </div>
  );
});

function sentencesOf(all: readonly EventRow[], nameOf: (user: string) => string, words: Words): string[] {
  const sentences: string[] = [];
  // Who is here now is seen beside the room.
  const events = all.filter(({ event }) => event.type !== "member_moved");
  for (let at = 0; at < events.length;) {
    const run = runOf(events, at);
    sentences.push(run.length > 1 ? together(run, nameOf, words) : alone(events[at], nameOf, words));
    at += Math.max(1, run.length);
  }
  return sentences;
}

type Come = Extract<EventRow["event"], { type: "member_joined" | "member_left" }>;

/** People who come, or go of themselves, one after another. */
function runOf(events: readonly EventRow[], at: number): Come[] {
  const run: Come[] = [];
  const type = events[at]?.event.type;
  for (const { event } of events.slice(at)) {
    if (event.type !== type) break;
    if (event.type !== "member_joined" && !(event.type === "member_left" && event.actor === event.data.user)) break;
    run.push(event);
  }
  return run;
}

/** Whom others let in by their id may have a name by now. */
function cameAs({ data: { user, name } }: Come, nameOf: NewsProps["nameOf"]): string {
  return cleanName(name === user ? nameOf(user) : name);
}

function together(run: readonly Come[], nameOf: NewsProps["nameOf"], { texts, list }: Words): string {
  const names = [...new Set(run.map((event) => cameAs(event, nameOf)))];
  const said = list(
    names.length > NAMED + 1 ? [...names.slice(0, NAMED), texts.andOthers(names.length - NAMED)] : names,
  );
  return run[0]?.type === "member_left" ? texts.left(said, names.length) : texts.joined(said, names.length);
}

function alone(row: EventRow | undefined, nameOf: (user: string) => string, { texts, duration }: Words): string {
  if (!row) return "";
  const { event } = row;
  const by = cleanName(nameOf(event.actor));
  switch (event.type) {
    case "member_joined":
      return texts.joined(cameAs(event, nameOf), 1);
    case "member_left":
      return event.actor === event.data.user
        ? texts.left(cleanName(event.data.name), 1)
        : texts.removedBy(cleanName(event.data.name), by);
    case "member_changed":
      return texts.roleChanged(cleanName(nameOf(event.data.user)), event.data.role);
    case "room_changed":
      return texts.roomRenamed(cleanName(event.data.title));
    case "room_closed":
      return texts.roomClosed(by);
    case "session_started":
      return event.data.endsAt === undefined
        ? texts.session.began
        : texts.session.beganFor(duration(event.data.endsAt - event.at));
    case "session_warned":
      return texts.session.left(duration(event.data.leftMs));
    case "session_paused":
      return texts.session.paused;
    case "session_resumed":
      return texts.session.goesOn;
    case "session_extended":
      return texts.session.extended;
    case "session_wrapping_up":
      return texts.session.timeIsOver;
    case "session_ended":
      return texts.session.ended;
    default:
      return texts.somethingHappened;
  }
}
