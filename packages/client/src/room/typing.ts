import type { RoomId, TypingSignal, UserId } from "@parlor/protocol";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/connection.ts";
import { createSource } from "../observable.ts";
import { hearTyping, stillTyping, stopTyping, type Typists } from "../state/typing.ts";

export interface TypingParts {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly limits: () => { readonly typingMs: number };
}

/** Who types in one room: others, until it runs out, and oneself, told no more often than needed. */
export class Typing {
  readonly typists = createSource<Typists>([]);
  readonly #room: RoomId;
  readonly #parts: TypingParts;
  #toldAt = 0;
  #cancelTimer = () => {};

  constructor(room: RoomId, parts: TypingParts) {
    this.#room = room;
    this.#parts = parts;
  }

  tell(on: boolean): void {
    const { clock, connection, limits } = this.#parts;
    const { typingMs } = limits();
    const sinceMs = clock.now() - this.#toldAt;
    // Repeated before it runs out for the others; ended only when they still show it.
    if (on ? sinceMs < typingMs / 2 : sinceMs > typingMs) return;

    this.#toldAt = on ? clock.now() : 0;
    connection.tell("typing", { room: this.#room, on });
  }

  /** One's message ends it for the others, without a word. */
  sent(): void {
    this.#toldAt = 0;
  }

  hear(signal: TypingSignal): void {
    const { clock, limits } = this.#parts;
    this.#show(hearTyping(this.typists.get(), signal, clock.now() + limits().typingMs));
  }

  stopped(user: UserId): void {
    this.#show(stopTyping(this.typists.get(), user));
  }

  clear(): void {
    this.#show([]);
  }

  #show(heard: Typists): void {
    const { clock } = this.#parts;
    const now = clock.now();
    // A busy program hears of others after somebody's time was up, and before the timer could say so.
    const typists = stillTyping(heard, now);
    this.#cancelTimer();
    if (typists.length > 0 || this.typists.get().length > 0) this.typists.set(typists);
    if (typists.length === 0) return;

    const nextMs = Math.min(...typists.map(({ until }) => until)) - now;
    this.#cancelTimer = clock.after(nextMs, () => this.#show(this.typists.get()));
  }
}
