import { icon, make, newElement } from "./element.ts";
import { EmbeddedChat } from "./embedded-chat.ts";
import type { EmbedOptions } from "./options.ts";

const TALK = "M4 15.5V9a6 6 0 0 1 12 0v1a5 5 0 0 1-5 5H8.5L4 17.5Z";
const DOWN = "M4.5 7.5 10 13l5.5-5.5";
const CLOSE = "m5 5 10 10M15 5 5 15";
const COUNTED = 99;
/** Too narrow for a panel beside something else. */
const NARROW = "(max-width: 30rem), (max-height: 26rem)";
const ids = { next: 1 };

/** A button in the corner of the page, and the chat that it opens. */
export class Bubble {
  readonly element: HTMLElement;
  readonly chat: EmbeddedChat;
  readonly #button: HTMLButtonElement;
  readonly #count = make("span", "count", { hidden: true });
  readonly #title = make("h2", "title");
  readonly #panel: HTMLDialogElement;
  readonly #stops: (() => void)[];

  constructor(options: EmbedOptions, origin: string) {
    this.chat = new EmbeddedChat(options, origin);
    const { say, place, events, client } = this.chat;
    this.element = newElement("bubble", say, options);
    this.element.dataset["side"] = options.side ?? "end";
    const id = `panel-${(ids.next += 1)}`;
    this.#title.id = `${id}-title`;
    const close = make("button", "close", { type: "button", ariaLabel: say.close, title: say.close }, icon(CLOSE));
    close.onclick = () => this.close();
    this.#panel = make("dialog", "panel", { id }, make("header", "header", {}, this.#title, close), place.element);
    this.#panel.setAttribute("aria-labelledby", this.#title.id);
    // Where the browser does not put it somewhere itself, the focus begins here.
    this.#panel.tabIndex = -1;
    this.#button = make("button", "bubble", { type: "button" }, icon(TALK), icon(DOWN), this.#count);
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#button.setAttribute("aria-controls", id);
    this.#button.onclick = () => (this.isOpen ? this.close() : this.open());
    this.#panel.oncancel = (event) => {
      event.preventDefault();
      this.close();
    };
    this.#panel.onkeydown = (event) => this.#pressed(event);
    this.element.shadowRoot?.append(this.#button, this.#panel);
    this.#stops = [
      events.on("unread", () => this.#draw()),
      client.rooms.watch(() => this.#draw()),
      client.room(options.room).state.watch(() => this.#draw()),
      fitAboveKeyboard(this.#panel),
    ];
    this.#draw();
  }

  get isOpen(): boolean {
    return this.#panel.open;
  }

  /** Beside the page, one can go on in the page; where the chat covers it all, the focus stays in the chat. */
  open(): void {
    if (this.isOpen) return;
    if (matchMedia(NARROW).matches) this.#panel.showModal();
    else this.#panel.show();
    this.#panel.focus();
    this.#draw();
    this.chat.events.emit("open", undefined);
    void this.chat.place.show().then(() => {
      // On a touch screen, the field to write in would bring the keyboard with it, over what one came to read.
      const isTouch = matchMedia("(pointer: coarse) and (hover: none)").matches;
      if (this.#panel.matches(":focus-within") && !isTouch) this.chat.place.focus();
    });
  }

  close(): void {
    if (!this.isOpen) return;
    // Closing first, with the focus still inside: the browser gives it back to where it was before.
    this.#panel.close();
    this.chat.place.hide();
    this.#draw();
    this.chat.events.emit("close", undefined);
  }

  remove(): void {
    for (const stop of this.#stops) stop();
    this.chat.remove();
    this.element.remove();
  }

  /** Escape first ends what is going on inside, and then closes. */
  #pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (this.#panel.querySelector(":popover-open, dialog[open]") || this.#panel.matches(":modal")) return;
    event.preventDefault();
    this.close();
  }

  #draw(): void {
    const { say, unread, title } = this.chat;
    const label = this.isOpen ? say.close : say.open(unread);
    this.#button.ariaLabel = this.#button.title = label;
    this.#button.ariaExpanded = `${this.isOpen}`;
    this.#count.hidden = unread === 0 || this.isOpen;
    this.#count.textContent = unread > COUNTED ? `${COUNTED}+` : `${unread}`;
    this.#title.textContent = title;
    this.#title.dir = "auto";
  }
}

/** The soft keyboard of iOS covers a page without making it smaller. */
function fitAboveKeyboard(panel: HTMLElement): () => void {
  const view = globalThis.visualViewport;
  const fit = () => panel.style.setProperty("--view-height", `${view?.height ?? innerHeight}px`);
  view?.addEventListener("resize", fit);
  fit();
  return () => view?.removeEventListener("resize", fit);
}
