import type { FrameId, Refusal } from "@parlor/protocol";
import type { Clock } from "../clock.ts";
import { Refused, Unanswered } from "../errors.ts";

interface Ask {
  readonly frame: string;
  readonly repeats: boolean;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly stopTimer?: () => void;
}

const ANSWER_WITHIN_MS = 10_000;
const MOST_OPEN = 1_000;

/**
 * What was asked and has no answer yet. A silence never means "failed": commands are once-only, so what may be
 * repeated is sent again, after a while and on every new connection, until there is an answer.
 */
export class Asks {
  readonly #open = new Map<FrameId, Ask>();
  readonly #clock: Clock;
  readonly #send: (frame: string) => void;
  #lastId = 0;

  /** `send` may be called at any time; it drops the frame when there is no connection. */
  constructor(clock: Clock, send: (frame: string) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  ask(type: string, payload: unknown, repeats: boolean): Promise<unknown> {
    if (this.#open.size >= MOST_OPEN) return Promise.reject(new Unanswered("Too much is waiting."));

    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { frame: JSON.stringify({ type, id, payload }), repeats, resolve, reject });
      this.#sendOne(id);
    });
  }

  answered(id: FrameId, reply: unknown): void {
    this.#take(id)?.resolve(reply);
  }

  refused(id: FrameId, refusal: Refusal): void {
    this.#take(id)?.reject(new Refused(refusal));
  }

  /** A new connection: whatever is still open is asked again, in the old order. */
  repeatAll(): void {
    for (const id of this.#open.keys()) this.#sendOne(id);
  }

  /** The connection is gone: what must not outlive it ends. */
  dropUnrepeatable(): void {
    for (const [id, { repeats }] of this.#open) if (!repeats) this.#giveUp(id);
  }

  dropAll(): void {
    for (const id of this.#open.keys()) this.#giveUp(id);
  }

  #sendOne(id: FrameId): void {
    const ask = this.#open.get(id);
    if (!ask) return;

    ask.stopTimer?.();
    const stopTimer = this.#clock.after(ANSWER_WITHIN_MS, () => (ask.repeats ? this.#sendOne(id) : this.#giveUp(id)));
    this.#open.set(id, { ...ask, stopTimer });
    this.#send(ask.frame);
  }

  #giveUp(id: FrameId): void {
    this.#take(id)?.reject(new Unanswered("No answer came."));
  }

  #take(id: FrameId): Ask | undefined {
    const ask = this.#open.get(id);
    ask?.stopTimer?.();
    this.#open.delete(id);
    return ask;
  }
}
