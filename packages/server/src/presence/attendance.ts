import { BOUNDS, type StreamName, type UserId } from "@parlor/protocol";
import type { RoomState } from "@parlor/rules";
import type { Journal } from "../streams/journal.ts";
import type { OpenStreams } from "../streams/open-streams.ts";

export interface AttendanceSettings {
  readonly journal: Pick<Journal, "submit">;
  readonly streams: Pick<OpenStreams, "peek">;
  readonly isConnected: (user: UserId) => boolean;
  readonly isHere: (stream: StreamName, user: UserId) => boolean;
  /** Otherwise they may be here on a server that cannot be seen. */
  readonly isClear: () => boolean;
  readonly later: (ms: number, act: () => void) => () => void;
  readonly report: (error: unknown) => void;
}

/** After a restart, everybody who was here has so long to come back before they count as gone. */
const RETURN_MS = 15_000;
const LOOK_AROUND_MS = 5_000;
const MAX_LOOKED_AT = 50_000;

/** Writes down who goes and comes back, in the small rooms whose kind wants to know. */
export class Attendance {
  readonly #settings: AttendanceSettings;
  /** Rooms where it was seen to, since this server started, that nobody attends who is gone. */
  readonly #lookedAt = new Set<StreamName>();

  constructor(settings: AttendanceSettings) {
    this.#settings = settings;
  }

  /** This server has somebody in a room, or no longer has. */
  moved(stream: StreamName, user: UserId, here: boolean): void {
    const room = this.#room(stream);
    if (!room) return;
    if (here) this.#lookForGhosts(stream);
    const member = room.members.get(user);
    if (!member || (member.attends ?? false) === here) return;
    // Who only looks at another room may be back in a moment; whoever lost their connection had their time already.
    if (!here && this.#settings.isConnected(user)) {
      this.#settings.later(LOOK_AROUND_MS, () => this.#note(stream, user, false));
    } else this.#note(stream, user, here);
  }

  /** Those whom a server that died could not write down. */
  #lookForGhosts(stream: StreamName): void {
    if (this.#lookedAt.has(stream)) return;
    this.#lookedAt.add(stream);
    for (const oldest of this.#lookedAt) {
      if (this.#lookedAt.size <= MAX_LOOKED_AT) break;
      this.#lookedAt.delete(oldest);
    }
    this.#settings.later(RETURN_MS, () => {
      for (const { id, attends } of this.#room(stream)?.members.values() ?? []) {
        if (attends && !this.#settings.isHere(stream, id)) this.#note(stream, id, false);
      }
    });
  }

  #room(stream: StreamName): RoomState | undefined {
    const room = this.#settings.streams.peek(stream)?.state as RoomState | undefined;
    const isSmall = (room?.memberCount ?? 0) <= BOUNDS.membersListed;
    return room?.kind?.attendance && isSmall && !room.closed ? room : undefined;
  }

  /** Decided on the state it is stored on, so however many servers see it, it is written once. */
  #note(stream: StreamName, user: UserId, here: boolean): void {
    if (!here && !this.#settings.isClear()) {
      this.#settings.later(LOOK_AROUND_MS, () => this.#note(stream, user, false));
      return;
    }
    this.#settings.journal
      .submit<void>({
        actor: user,
        streams: [stream],
        decide: (view) => {
          const member = (view.state(stream) as RoomState | undefined)?.members.get(user);
          const isSo = !member || (member.attends ?? false) === here || this.#settings.isHere(stream, user) !== here;
          return {
            drafts: isSo ? [] : [{ stream, draft: { type: "member_moved", data: { user, name: member.name, here } } }],
            reply: () => undefined,
          };
        },
        repeated: () => undefined,
      })
      .catch(this.#settings.report);
  }
}
