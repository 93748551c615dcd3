import type { MessageRow } from "@parlor/client";
import { createValue, type Value } from "../value.ts";

/** What is being written in one room. */
export interface Draft {
  readonly text: string;
  /** Who was picked for a mention, by id; they count while their name is in the text. */
  readonly picked: Readonly<Record<string, string>>;
  readonly replyTo: { readonly seq: number; readonly name: string; readonly text: string } | undefined;
  readonly editing: { readonly seq: number; readonly was: string } | undefined;
  /** Put aside while something older is edited. */
  readonly aside: string;
  /** Counts up when the field should take the focus. */
  readonly focusTurn: number;
}

export interface DraftStorage {
  readonly read: (name: string) => string | undefined;
  readonly write: (name: string, text: string | undefined) => void;
}

const EMPTY: Draft = { text: "", picked: {}, replyTo: undefined, editing: undefined, aside: "", focusTurn: 0 };
const QUOTE_CHARS = 160;

/** Keeps what was not sent yet, over a change of room and over a reload. */
export class RoomDraft {
  readonly #value: Value<Draft> = createValue<Draft>(EMPTY);
  readonly #storage: DraftStorage;
  #name: string | undefined;

  constructor(storage: DraftStorage) {
    this.#storage = storage;
  }

  /** It is known whose draft this is. What was kept under this name comes back, unless something new was begun. */
  restore(name: string): void {
    if (name === this.#name) return;
    this.#name = name;
    if (this.get().text === "") this.#value.set({ ...this.get(), text: this.#storage.read(name) ?? "" });
    else this.#keep();
  }

  get = (): Draft => this.#value.get();
  watch = (listener: () => void): (() => void) => this.#value.watch(listener);

  setText(text: string): void {
    this.#change({ text });
  }

  pick(text: string, user: string, name: string): void {
    this.#change({ text, picked: { ...this.get().picked, [user]: name } });
  }

  reply({ seq, message }: MessageRow): void {
    if (seq === undefined) return;
    if (this.get().editing) this.cancelEdit();
    const replyTo = { seq, name: message.name ?? "", text: (message.text ?? "").slice(0, QUOTE_CHARS) };
    this.#change({ replyTo, focusTurn: this.get().focusTurn + 1 });
  }

  cancelReply(): void {
    this.#change({ replyTo: undefined });
  }

  edit({ seq, message }: MessageRow): void {
    const was = message.text ?? "";
    if (seq === undefined || message.deleted) return;
    const { editing, text, aside, focusTurn } = this.get();
    this.#change({ editing: { seq, was }, text: was, aside: editing ? aside : text, focusTurn: focusTurn + 1 });
  }

  cancelEdit(): void {
    this.#change({ editing: undefined, text: this.get().aside, aside: "" });
  }

  /** It is on its way; what was put aside comes back. */
  sent(): void {
    const { aside, focusTurn } = this.get();
    this.#change({ ...EMPTY, text: aside, focusTurn });
  }

  focus(): void {
    this.#change({ focusTurn: this.get().focusTurn + 1 });
  }

  #change(change: Partial<Draft>): void {
    this.#value.set({ ...this.get(), ...change });
    this.#keep();
  }

  #keep(): void {
    if (this.#name === undefined) return;
    // A half-made edit is not worth keeping over a reload; what it put aside is.
    const { editing, aside, text } = this.get();
    const kept = editing ? aside : text;
    this.#storage.write(this.#name, kept === "" ? undefined : kept);
  }
}
