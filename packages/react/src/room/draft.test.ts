import type { MessageRow } from "@parlor/client";
import { expect, test } from "bun:test";
import { type DraftStorage, RoomDraft } from "./draft.ts";

function drafts() {
  const kept = new Map<string, string>();
  const storage: DraftStorage = {
    read: (name) => kept.get(name),
    write: (name, text) => (text === undefined ? void kept.delete(name) : void kept.set(name, text)),
  };
  const open = () => {
    const draft = new RoomDraft(storage);
    draft.restore("room");
    return draft;
  };
  return { kept, storage, open };
}
const row = (seq: number, text: string): MessageRow => ({
  kind: "message",
  key: `k${seq}`,
  seq,
  at: 0,
  actor: "me",
  stage: "confirmed",
  waiting: [],
  message: { name: "Me", text },
});

test("what was not sent is there again after a reload", () => {
  const { open } = drafts();
  open().setText("half a sen");
  expect(open().get().text).toBe("half a sen");
});

test("what was sent is not", () => {
  const { open, kept } = drafts();
  const draft = open();
  draft.setText("done");
  draft.sent();
  expect(draft.get().text).toBe("");
  expect(kept.size).toBe(0);
});

test("an edit puts the draft aside, and ending it either way brings the draft back", () => {
  const { open } = drafts();
  for (const end of ["cancelEdit", "sent"] as const) {
    const draft = open();
    draft.setText("unsent");
    draft.edit(row(1, "old words"));
    draft.setText("new words");
    draft[end]();
    expect(draft.get()).toMatchObject({ text: "unsent", editing: undefined });
  }
});

test("a reload in the middle of an edit keeps the draft and not the edit", () => {
  const { open } = drafts();
  const draft = open();
  draft.setText("unsent");
  draft.edit(row(1, "old words"));
  draft.setText("new words");
  expect(open().get()).toMatchObject({ text: "unsent", editing: undefined });
});

test("editing another message meanwhile does not take the first edit for the draft", () => {
  const { open } = drafts();
  const draft = open();
  draft.setText("unsent");
  draft.edit(row(1, "one"));
  draft.edit(row(2, "two"));
  draft.cancelEdit();
  expect(draft.get().text).toBe("unsent");
});

test("what is written before anybody knows who writes is kept as soon as that is known", () => {
  const { kept, storage } = drafts();
  kept.set("room", "older");
  const draft = new RoomDraft(storage);
  draft.setText("written at once");
  expect(kept.get("room")).toBe("older");
  draft.restore("room");
  expect(draft.get().text).toBe("written at once");
  expect(kept.get("room")).toBe("written at once");
});
