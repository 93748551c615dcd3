import { newElement } from "./element.ts";
import { EmbeddedChat } from "./embedded-chat.ts";
import type { EmbedOptions } from "./options.ts";

/** A room that is a part of the page, and always open. */
export class InlineRoom {
  readonly element: HTMLElement;
  readonly chat: EmbeddedChat;

  constructor(options: EmbedOptions, origin: string) {
    this.chat = new EmbeddedChat(options, origin);
    const { say, place } = this.chat;
    this.element = newElement("inline", say, options);
    this.element.role = "region";
    this.element.ariaLabel = options.title ?? say.chat;
    this.element.shadowRoot?.append(place.element);
    void place.show();
  }

  open(): void {
    this.element.scrollIntoView({ block: "nearest" });
    this.chat.place.focus();
  }

  remove(): void {
    this.chat.remove();
    this.element.remove();
  }
}
