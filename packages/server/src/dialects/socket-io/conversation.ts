import { refusal } from "@parlor/protocol";
import { FrameFlood } from "../../connection/frame-flood.ts";
import { Turns } from "../../connection/turns.ts";
import type { Client } from "./client.ts";
import type { Dialect, Spoken, Word } from "./dialect.ts";

const MAX_WAITING = 1_000;

/** What one client says, in its order, to the dialect that it speaks. */
export class Conversation {
  readonly #client: Client;
  readonly #dialects: readonly Dialect[];
  readonly #turns = new Turns(MAX_WAITING);
  readonly #flood = new FrameFlood();

  constructor(client: Client, dialects: readonly Dialect[], named: Spoken | undefined) {
    this.#client = client;
    this.#dialects = dialects;
    const [only, ...others] = dialects;
    if (named) this.#speak(named);
    else if (only?.arrived && others.length === 0) this.#speak({ dialect: only, form: only.forms[0] });
  }

  begin(): void {
    const { dialect } = this.#client;
    for (const one of dialect ? [dialect] : this.#dialects) one.greet(this.#client);
    if (dialect?.arrived) {
      this.#turns.take(true, () => this.#carryOut("arrive", dialect, () => dialect.arrived?.(this.#client)));
    }
    if (dialect?.returned && this.#client.offset) {
      this.#turns.take(true, () => this.#carryOut("return", dialect, () => dialect.returned?.(this.#client)));
    }
  }

  hear(event: string, said: readonly unknown[]): void {
    const acknowledge = said.find((one) => typeof one === "function");
    const [payload] = said.filter((one) => typeof one !== "function");
    const dialect = this.#client.dialect ?? this.#dialects.find(({ words }) => words.has(event));
    const word = dialect?.words.get(event);
    if (!dialect || !word) return;
    this.#speak({ dialect, form: dialect.forms[0] });

    const { person, house } = this.#client;
    const flood = person?.server ? "fine" : this.#flood.judge(house.household.now());
    if (flood === "hopeless" || this.#turns.full) {
      this.#client.hangUp();
      return;
    }
    if (flood !== "fine") {
      dialect.refuse(
        this.#client,
        refusal("too_fast", "You are asking too much at once. Wait a moment.", flood.waitMs),
      );
      return;
    }
    this.#turns.take(word.holdsUpOthers, async () => {
      await this.#carryOut(event, dialect, () => word.act(this.#client, payload));
      acknowledge?.();
    });
  }

  async #carryOut(what: string, dialect: Dialect, act: () => ReturnType<Word["act"]>): Promise<void> {
    if (!this.#client.socket.connected) return;
    try {
      await act();
    } catch (error) {
      // The one place where a failure of the world or of ours becomes a packet.
      this.#client.house.household.reportBug(error, { command: what, user: this.#client.person?.user.id });
      const sorry = "Something went wrong on the server. Try again in a moment.";
      dialect.refuse(this.#client, refusal("server_error", sorry));
    }
  }

  #speak({ dialect, form }: Spoken): void {
    if (this.#client.dialect) return;
    this.#client.dialect = dialect;
    this.#client.form = form;
  }
}
