import type { ChatClient } from "@parlor/client";
import { make } from "./element.ts";
import type { Language, Say } from "./say.ts";
import type { MountedRoom, RoomModule } from "./room/room.tsx";

/** Where the build put the room, which is loaded when it is first shown. */
declare const PARLOR_ROOM: string;

export interface RoomPlaceOptions {
  readonly client: ChatClient;
  readonly room: string;
  readonly server: string;
  readonly language: Language;
  readonly say: Say;
  readonly hasExpired: () => boolean;
}

/** Where a room is shown once its part of the program has been loaded, and what is said until then. */
export class RoomPlace {
  readonly element = make("div", "room");
  readonly #options: RoomPlaceOptions;
  #mounted: MountedRoom | undefined;
  /** Which showing this is: what was loaded for an older one is not wanted any more. */
  #turn = 0;
  #tries = 0;

  constructor(options: RoomPlaceOptions) {
    this.#options = options;
  }

  /** Resolves once the room is there, or it is said that it cannot be. */
  async show(): Promise<void> {
    const turn = (this.#turn += 1);
    const { say, server, ...mount } = this.#options;
    this.element.replaceChildren(make("p", "loading", { role: "status" }, say.loading));
    try {
      const loaded = await loadRoom(server, this.#tries);
      if (turn !== this.#turn) return;
      this.element.replaceChildren();
      this.#mounted = await loaded.mountRoom(this.element, mount);
    } catch {
      // No network, or another version of the server meanwhile: said below, with a way on.
      if (turn === this.#turn) this.#sayFailed();
    }
  }

  focus(): void {
    if (this.#mounted) this.#mounted.focus();
    else this.element.querySelector("button")?.focus();
  }

  hide(): void {
    this.#turn += 1;
    this.#mounted?.unmount();
    this.#mounted = undefined;
    this.element.replaceChildren();
  }

  #sayFailed(): void {
    const { say } = this.#options;
    const again = make("button", "again", { type: "button", onclick: () => void this.#tryAgain() }, say.tryAgain);
    this.element.replaceChildren(make("div", "failed", { role: "alert" }, make("p", "reason", {}, say.failed), again));
  }

  async #tryAgain(): Promise<void> {
    this.#tries += 1;
    await this.show();
    this.focus();
  }
}

/** Browsers remember that a module could not be loaded, so another try is another address. */
function loadRoom(server: string, tries: number): Promise<RoomModule> {
  const address = new URL(PARLOR_ROOM, server);
  if (tries > 0) address.searchParams.set("again", `${tries}`);
  return import(address.href) as Promise<RoomModule>;
}
