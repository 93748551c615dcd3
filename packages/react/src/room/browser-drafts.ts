import type { DraftStorage } from "./draft.ts";

const KEPT_CHARS = 20_000;
const WRITTEN_AFTER_MS = 300;

const unwritten = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let isWatching = false;

/** Survives a reload where the browser lets it. */
export const browserDrafts: DraftStorage = {
  read: (name) => unwritten.get(name) ?? read(name),
  write(name, text) {
    // What was sent must not come back, whatever happens next.
    if (text === undefined) {
      unwritten.delete(name);
      return write(name, undefined);
    }
    unwritten.set(name, text.slice(0, KEPT_CHARS));
    // The browser's storage is slow to write, and whoever types waits for the letter.
    timer ??= setTimeout(writeAll, WRITTEN_AFTER_MS);
    if (isWatching) return;
    isWatching = true;
    globalThis.addEventListener?.("pagehide", writeAll);
    // A phone that puts a page aside may end it without another word.
    globalThis.document?.addEventListener("visibilitychange", writeAll);
  },
};

function writeAll(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const [name, text] of unwritten) write(name, text);
  unwritten.clear();
}

function read(name: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(name) ?? undefined;
  } catch {
    // Storage may be forbidden; then drafts last as long as the page.
    return undefined;
  }
}

function write(name: string, text: string | undefined): void {
  try {
    if (text === undefined) globalThis.localStorage?.removeItem(name);
    else globalThis.localStorage?.setItem(name, text);
  } catch {
    // The same, or it is full: the draft is still on the screen.
  }
}
