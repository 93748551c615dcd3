import { expect, test } from "bun:test";
import { hasReacted, isRevision, type PostedEvent, revise, type Revision } from "./message.ts";

const posted: PostedEvent = {
  seq: 1,
  id: "e-1",
  type: "message_posted",
  at: 1,
  actor: "ana",
  data: { name: "Ana", no: 1, text: "hello", mentions: ["ben"], replyTo: 1 },
};
const head = (seq: number, actor = "ben") => ({ seq, id: `e-${seq}`, at: seq * 10, actor });
const edited = (seq: number, text?: string): Revision => ({
  ...head(seq, "ana"),
  type: "message_edited",
  data: { target: 1, ...(text !== undefined && { text }) },
});
const deleted = (seq: number): Revision => ({ ...head(seq), type: "message_deleted", data: { target: 1 } });
const reacted = (seq: number, emoji: string, on = true, actor = "ben"): Revision => ({
  ...head(seq, actor),
  type: "reaction_changed",
  data: { target: 1, emoji, on },
});
const after = (...revisions: Revision[]) => revisions.reduce(revise, posted).data;

test("an edited message has the newest text, and when it came", () => {
  expect(after(edited(2, "hi"), edited(3, "good day"))).toMatchObject({ text: "good day", editedAt: 30, rev: 3 });
});

test("[ACCESS-5] of a deleted message nothing remains that somebody wrote", () => {
  const place = { lat: 1, lng: 2 };
  const message = { ...posted, data: { ...posted.data, location: place } };
  const all = [edited(2, "hi"), reacted(3, "👍"), deleted(4)];
  expect(all.reduce(revise, message).data).toEqual({
    name: "Ana",
    no: 1,
    replyTo: 1,
    rev: 4,
    deleted: { at: 40, by: "ben" },
  });
});

test("a deleted message is not edited any more", () => {
  expect(after(deleted(2), edited(3, "hi")).text).toBeUndefined();
});

test("people react once with each emoji, in the order in which they did", () => {
  const twice = [reacted(2, "👍", true, "ben"), reacted(3, "👍", true, "cleo"), reacted(4, "👍", true, "ben")];
  expect(after(...twice).reactions).toEqual([{ emoji: "👍", by: ["cleo", "ben"] }]);
  expect(after(...twice, reacted(5, "👍", false, "cleo"), reacted(6, "🎉")).reactions).toEqual([
    { emoji: "👍", by: ["ben"] },
    { emoji: "🎉", by: ["ben"] },
  ]);
  expect(after(reacted(2, "👍"), reacted(3, "👍", false)).reactions).toEqual([]);
  expect(after(reacted(2, "👍", false)).reactions).toEqual([]);
});

test("who reacted with what is known", () => {
  const message = after(reacted(2, "👍", true, "ben"));
  expect([
    hasReacted(message, "👍", "ben"),
    hasReacted(message, "👍", "ana"),
    hasReacted(message, "🎉", "ben"),
  ]).toEqual([true, false, false]);
});

test("[RESUME-6] events that a message holds already change nothing", () => {
  const events = [edited(2, "hi"), reacted(3, "👍"), reacted(4, "👍", false), reacted(5, "🎉")];
  const now = events.reduce(revise, posted);
  expect(events.reduce(revise, now)).toEqual(now);
});

test("[RESUME-6] who held a message before and who reads it only now see the same, wherever the reading fell", () => {
  const histories = [
    [edited(2, "a"), reacted(3, "👍"), edited(4, "b"), reacted(5, "👍", false)],
    [reacted(2, "👍"), edited(3, "a"), deleted(4), edited(5, "b")],
    [edited(2, "a"), deleted(3), reacted(4, "🎉")],
  ];
  for (const history of histories) {
    const truth = history.reduce(revise, posted);
    for (let read = 0; read <= history.length; read++) {
      // The page was read after some events: the message holds them, and they come again behind it.
      const page = history.slice(0, read).reduce(revise, posted);
      expect(history.reduce(revise, page)).toEqual(truth);
      // In a log whose message was deleted since, earlier edits have no text any more.
      const redacted = truth.data.deleted
        ? history.map((event) =>
            event.type === "message_edited" && event.seq < truth.data.rev! ? edited(event.seq) : event,
          )
        : history;
      expect(redacted.reduce(revise, posted)).toEqual(truth);
    }
  }
});

test("edits, deletions and reactions revise a message, and nothing else does", () => {
  expect([edited(2), deleted(2), reacted(2, "👍")].every(isRevision)).toBe(true);
  expect(isRevision(posted)).toBe(false);
});
