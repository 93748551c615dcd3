import { Bubble } from "./bubble.ts";
import { Emitter, type EmbedEvents } from "./events.ts";
import { InlineRoom } from "./inline.ts";
import type { EmbedOptions } from "./options.ts";

/** One chat on the page, as the host app holds it. */
export interface ParlorChat {
  readonly element: HTMLElement;
  readonly unread: number;
  /** Opens the bubble; brings an inline room into view. The focus goes to writing. */
  open(): void;
  /** An inline room has nothing to close. */
  close(): void;
  setToken(token: string): void;
  readonly on: Emitter["on"];
  remove(): void;
}

/** `window.Parlor`. */
export interface Parlor {
  bubble(options: EmbedOptions): ParlorChat;
  room(place: Element | string, options: EmbedOptions): ParlorChat;
  readonly chats: readonly ParlorChat[];
  /** Of the first chat on the page, for the usual page that has one. */
  open(): void;
  close(): void;
  setToken(token: string): void;
  /** Of every chat on the page, also of those to come. */
  readonly on: Emitter["on"];
}

const EVENTS: readonly (keyof EmbedEvents)[] = ["open", "close", "unread", "token-expired", "stopped"];

export function createParlor(origin: string): Parlor {
  const chats: ParlorChat[] = [];
  const all = new Emitter();

  const keep = (shown: Bubble | InlineRoom): ParlorChat => {
    const chat: ParlorChat = {
      element: shown.element,
      get unread() {
        return shown.chat.unread;
      },
      open: () => shown.open(),
      close: () => shown instanceof Bubble && shown.close(),
      setToken: (token) => shown.chat.setToken(token),
      on: shown.chat.events.on,
      remove() {
        chats.splice(chats.indexOf(chat) >>> 0, 1);
        shown.remove();
        lineUp(chats);
      },
    };
    for (const name of EVENTS) chat.on(name, (detail) => all.emit(name, detail as never));
    chats.push(chat);
    lineUp(chats);
    return chat;
  };

  return {
    chats,
    bubble(options) {
      const bubble = new Bubble(options, origin);
      document.body.append(bubble.element);
      return keep(bubble);
    },
    room(place, options) {
      const element = typeof place === "string" ? elementAt(place) : place;
      const room = new InlineRoom(options, origin);
      element.append(room.element);
      return keep(room);
    },
    open: () => chats[0]?.open(),
    close: () => chats[0]?.close(),
    setToken: (token) => chats[0]?.setToken(token),
    on: all.on,
  };
}

function elementAt(selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`Parlor: there is nothing at "${selector}" on this page.`);
  return element;
}

/** Several bubbles in one corner stand side by side. */
function lineUp(chats: readonly ParlorChat[]): void {
  const taken: Record<string, number> = {};
  for (const { element } of chats) {
    if (element.dataset["form"] !== "bubble") continue;
    const side = element.dataset["side"] ?? "end";
    element.style.setProperty("--nth", `${taken[side] ?? 0}`);
    taken[side] = (taken[side] ?? 0) + 1;
  }
}
