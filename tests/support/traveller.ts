import { type CommandName, type PayloadInput, roomStream, type ServerFrame } from "@parlor/protocol";
import { Chatter, Hungup, Refused } from "./chatter.ts";
import { type Folded, foldOf, HeldLog } from "./held-log.ts";
import type { Person } from "./history.ts";
import { tokenOf } from "./tokens.ts";

type WishOf<Name extends CommandName> = { readonly type: Name } & PayloadInput<Name>;
/** Something that somebody wants done, however often the network breaks. */
export type Wish = WishOf<"send_message"> | WishOf<"edit_message"> | WishOf<"delete_message"> | WishOf<"react">;

interface Act {
  readonly wish: Wish;
  readonly settle: (answer: Answer) => void;
}

export type Answer = { readonly ok: true; readonly seq: number } | { readonly ok: false; readonly code: string };

/**
 * A client with nothing but docs/PROTOCOL.md: comes back when it was cut off, resumes all its rooms in one frame,
 * fills gaps, and says again with the same key what was not answered.
 */
export class Traveller implements Person {
  readonly user: string;
  readonly logs: readonly HeldLog[];
  readonly complaints: string[] = [];
  readonly #door: () => string | Promise<string>;
  readonly #token: string;
  #waiting: Act[] = [];
  #chatter: Chatter | undefined;
  #journey: Promise<void> | undefined;
  #stopped = false;
  /** Raised when something is to be said. */
  #call = () => {};
  #changed: (() => void)[] = [];

  /** `door` is asked before each connection, and may keep one waiting. */
  constructor(user: string, rooms: readonly string[], door: () => string | Promise<string>, token = tokenOf(user)) {
    this.user = user;
    this.#token = token;
    this.logs = rooms.map((room) => new HeldLog(room));
    this.#door = door;
    this.#journey = this.#travel();
  }

  wish(wish: Wish): Promise<Answer> {
    return new Promise((settle) => {
      this.#waiting.push({ wish, settle });
      this.#call();
    });
  }

  folded(room: string): Folded {
    return foldOf(room, this.#log(roomStream(room))?.events() ?? []);
  }

  async holds(room: string, head: number): Promise<void> {
    const log = this.logs.find((one) => one.room === room);
    while ((log?.heldTo ?? 0) < head) await new Promise<void>((resolve) => this.#changed.push(resolve));
  }

  /** Ends the connection as a lost network would. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#call();
    await this.#chatter?.leave();
    await this.#journey;
  }

  async #travel(): Promise<void> {
    while (!this.#stopped) {
      try {
        this.#chatter = await Chatter.connect(await this.#door());
        await this.#stay(this.#chatter);
      } catch (error) {
        if (!(error instanceof Hungup)) this.complaints.push(String(error));
        await this.#chatter?.leave();
      }
    }
  }

  /** One connection's life. */
  async #stay(chatter: Chatter): Promise<void> {
    await chatter.ask("hello", { token: this.#token });
    chatter.onFrame = (frame) => this.#take(frame);
    const cursors = Object.fromEntries(this.logs.map((log) => [log.stream, log.cursor]));
    await chatter.ask("resume", { cursors });
    for (const log of this.logs) await this.#fill(chatter, log);

    const said = new Set<Act>();
    while (!this.#stopped) {
      const called = new Promise<void>((resolve) => (this.#call = resolve));
      for (const act of this.#waiting) {
        if (said.has(act)) continue;
        said.add(act);
        void this.#say(chatter, act);
      }
      await Promise.race([called, chatter.closed]);
      if (chatter.isClosed) throw new Hungup("cut off");
    }
  }

  async #say(chatter: Chatter, act: Act): Promise<void> {
    const { type, ...payload } = act.wish;
    const answer = await chatter.ask(type, payload as PayloadInput<typeof type>).then(
      (reply): Answer => ({ ok: true, seq: reply.seq }),
      (error: Error): Answer | undefined =>
        error instanceof Refused ? { ok: false, code: error.refusal.code } : undefined,
    );
    if (!answer || !this.#waiting.includes(act)) return;
    this.#waiting = this.#waiting.filter((other) => other !== act);
    act.settle(answer);
  }

  async #fill(chatter: Chatter, log: HeldLog): Promise<void> {
    for (let hole = log.hole; hole; hole = log.hole) {
      const page = await chatter.ask("load_history", { room: log.room, after: hole.from - 1, limit: 7 });
      const last = page.events.at(-1)?.seq ?? 0;
      if (page.from !== hole.from || page.to < last) this.complaints.push(`a page covers ${page.from} to ${page.to}`);
      if (page.events.length === 0) throw new Error(`nothing fills the hole from ${hole.from} to ${hole.to}`);
      log.add(page.epoch, page.events);
    }
    this.#wake();
  }

  #take(frame: ServerFrame): void {
    if (frame.type === "events") {
      const { stream, epoch, events } = frame.payload;
      const log = this.#log(stream);
      for (const event of events) {
        // After a resume there may be a hole below, never one between what was told and what is live.
        if (log && event.seq !== log.newest + 1)
          this.complaints.push(`${stream}: ${event.seq} came after ${log.newest}`);
        log?.add(epoch, [event]);
      }
    }
    if (frame.type === "resumed") {
      for (const part of frame.payload.streams) {
        const log = this.#log(part.stream);
        if (part.status === "refused" || part.status === "reset")
          this.complaints.push(`${part.stream}: ${part.status}`);
        else log?.add("epoch" in part ? part.epoch : (log.epoch ?? ""), part.events);
      }
    }
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#changed.splice(0)) resolve();
  }

  #log(stream: string): HeldLog | undefined {
    return this.logs.find((log) => log.stream === stream);
  }
}
