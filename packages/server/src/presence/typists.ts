import type { StreamName, TypingSignal, User } from "@parlor/protocol";
import type { Viewer } from "../fan-out/hub.ts";

export interface TypistsSettings {
  readonly expiresMs: number;
  readonly tell: (signal: TypingSignal, except: Viewer | undefined) => void;
  /** Other servers hear of whoever types here. */
  readonly share: (stream: StreamName, user: User, on: boolean) => void;
  readonly later: (ms: number, act: () => void) => () => void;
}

interface Typist {
  /** Nothing: they type on another server. */
  readonly viewer: Viewer | undefined;
  readonly user: User;
  callOff: () => void;
}

/** Who is typing where. It ends by itself, counted from the last sign of it. */
export class Typists {
  readonly #settings: TypistsSettings;
  readonly #typists = new Map<string, Typist>();

  constructor(settings: TypistsSettings) {
    this.#settings = settings;
  }

  typing(stream: StreamName, user: User, viewer: Viewer | undefined): void {
    if (viewer) this.#settings.share(stream, user, true);
    const who = `${stream}\n${user.id}`;
    const known = this.#typists.get(who);
    known?.callOff();
    const callOff = this.#settings.later(this.#settings.expiresMs, () => this.stopped(stream, user.id));
    // Others are told once at the beginning: what is repeated meanwhile only keeps it alive.
    if (known) known.callOff = callOff;
    else {
      this.#typists.set(who, { viewer, user, callOff });
      this.#tell(stream, user, true, viewer);
    }
  }

  stopped(stream: StreamName, userId: string): void {
    if (this.#typists.size === 0) return;
    const who = `${stream}\n${userId}`;
    const typist = this.#typists.get(who);
    if (!typist) return;
    typist.callOff();
    this.#typists.delete(who);
    if (typist.viewer) this.#settings.share(stream, typist.user, false);
    this.#tell(stream, typist.user, false, typist.viewer);
  }

  #tell(stream: StreamName, { id, name }: User, on: boolean, except: Viewer | undefined): void {
    this.#settings.tell({ stream, kind: "typing", user: id, name, on }, except);
  }
}
