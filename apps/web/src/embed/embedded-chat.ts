import type { ChatClient } from "@parlor/client";
import { Emitter } from "./events.ts";
import type { EmbedOptions } from "./options.ts";
import { RoomPlace } from "./room-place.ts";
import { languageFor, type Say, sayIn } from "./say.ts";
import { Session } from "./session.ts";

/** What a bubble and an inline room have in common: whose it is, the room, and what the host app hears of it. */
export class EmbeddedChat {
  readonly events = new Emitter();
  readonly say: Say;
  readonly place: RoomPlace;
  readonly #session: Session;
  readonly #room: string;
  readonly #title: string | undefined;
  readonly #stops: (() => void)[];
  #unread = 0;

  constructor(options: EmbedOptions, origin: string) {
    const server = options.server ?? origin;
    const language = languageFor(options.language);
    this.say = sayIn(language);
    this.#room = options.room;
    this.#title = options.title;
    this.#session = Session.of(options, server);
    const { client } = this.#session;
    const hasExpired = () => this.#session.hasExpired;
    this.place = new RoomPlace({ client, room: options.room, server, language, say: this.say, hasExpired });
    this.#stops = [client.rooms.watch(() => this.#count()), watchConnection(this.#session, this.events)];
    this.#session.enter();
  }

  get client(): ChatClient {
    return this.#session.client;
  }

  get unread(): number {
    return this.#unread;
  }

  get title(): string {
    if (this.#title) return this.#title;
    const known = this.#entry()?.title ?? this.client.room(this.#room).state.get()?.title;
    return known || this.say.chat;
  }

  setToken(token: string): void {
    this.#session.setToken(token);
  }

  remove(): void {
    for (const stop of this.#stops) stop();
    this.place.hide();
    this.#session.leave();
  }

  #entry() {
    return this.client.rooms.get().find(({ room }) => room === this.#room);
  }

  #count(): void {
    const unread = this.#entry()?.unread ?? 0;
    if (unread === this.#unread) return;
    this.#unread = unread;
    this.events.emit("unread", unread);
  }
}

function watchConnection(session: Session, events: Emitter): () => void {
  const { connection } = session.client;
  let before = connection.get();
  return connection.watch(() => {
    const state = connection.get();
    const wasGreeting = before.name === "greeting";
    before = state;
    if (state.name === "stopped") events.emit("stopped", state.reason);
    if (state.name === "waiting" && wasGreeting && session.hasExpired) events.emit("token-expired", undefined);
  });
}
