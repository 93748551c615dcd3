import type { ReadMarker, RoomId } from "@parlor/protocol";
import type { Clock } from "../clock.ts";
import type { Connection } from "../connection/connection.ts";
import { furthest } from "../state/read-marker.ts";

export interface ReadingParts {
  readonly connection: Connection;
  readonly clock: Clock;
  /** One's own marker, as the inbox has it. */
  readonly marker: (room: RoomId) => ReadMarker | undefined;
  /** Something that the list of rooms shows is other than before. */
  readonly changed: () => void;
}

const MARKS_APART_MS = 1_000;

/** How far one has read one room: shown at once, and told one at a time, not too often, and always the newest. */
export class Reading {
  readonly #room: RoomId;
  readonly #parts: ReadingParts;
  /** Ahead of the inbox. */
  #own: ReadMarker | undefined;
  #isTelling = false;

  constructor(room: RoomId, parts: ReadingParts) {
    this.#room = room;
    this.#parts = parts;
  }

  get own(): ReadMarker | undefined {
    return this.#own;
  }

  get marker(): ReadMarker | undefined {
    return furthest(this.#own, this.#parts.marker(this.#room));
  }

  mark(marker: ReadMarker): void {
    if (marker.seq <= (this.marker?.seq ?? 0)) return;
    this.#own = marker;
    this.#parts.changed();
    void this.#tell();
  }

  forget(): void {
    this.#own = undefined;
  }

  async #tell(): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    const { clock, connection } = this.#parts;
    for (let told = 0; this.#own && this.#own.seq > told;) {
      told = this.#own.seq;
      // Refused means that there is nothing to mark, for example for one who only looks in.
      await connection.ask("mark_read", { room: this.#room, seq: told }).catch(() => {});
      await new Promise<void>((resolve) => clock.after(MARKS_APART_MS, resolve));
    }
    this.#isTelling = false;
  }
}
