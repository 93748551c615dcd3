import type { Cursor, StreamName } from "@parlor/protocol";
import type { Offset } from "./told-order.ts";

/** What one client has been sent and where it is, kept for as long as it may come back. */
export interface ClientSession {
  readonly id: string;
  readonly guestToken: string | undefined;
  readonly rooms: Map<StreamName, Place>;
  /** False after a restart, or when it was with another server: then the rooms are not known. */
  readonly remembered: boolean;
}

/** A room that a client is in. */
export interface Place {
  /** How far its history went when it entered. */
  readonly entered: Cursor;
  /** How far it had got altogether when it was last there, when it did not come back to the room since. */
  readonly leftAt?: Offset | undefined;
}

interface Kept {
  readonly session: ClientSession;
  /** Ends the connection it has, when it comes back before that is known to be dead. */
  hangUp: () => void;
}

const MARK = "~";
const MAX_AWAY = 20_000;

/** The sessions of Socket.IO clients. A client brings the id it was given; after a restart that says only who a guest is. */
export class ClientSessions {
  readonly #here = new Map<string, Kept>();
  readonly #away = new Map<string, { readonly session: ClientSession; readonly until: number }>();
  readonly #keepMs: number;
  readonly #now: () => number;

  constructor({ keepMs, now }: { keepMs: number; now: () => number }) {
    this.#keepMs = keepMs;
    this.#now = now;
  }

  /** The session that a client comes back with, as far as it is remembered here. */
  recall(pid: unknown): ClientSession | undefined {
    if (typeof pid !== "string" || pid === "" || pid.length > 4_096) return undefined;
    const [id = "", guestToken] = pid.split(MARK);
    const known = this.#here.get(id) ?? this.#away.get(id);
    return known?.session ?? { id, guestToken, rooms: new Map<StreamName, Place>(), remembered: false };
  }

  /** A new session instead of the one before, whose connection ends now if it has not yet. */
  begin(pid: string, before: ClientSession | undefined, hangUp: () => void): ClientSession {
    if (before) {
      this.#here.get(before.id)?.hangUp();
      this.#away.delete(before.id);
    }
    const rooms = new Map<StreamName, Place>();
    const [id = "", guestToken] = pid.split(MARK);
    const session = { id, guestToken, rooms, remembered: true };
    this.#here.set(session.id, { session, hangUp });
    return session;
  }

  /** The connection is gone. The session waits a while for the client. */
  away(session: ClientSession): void {
    const now = this.#now();
    this.#here.delete(session.id);
    if (session.rooms.size > 0) this.#away.set(session.id, { session, until: now + this.#keepMs });
    for (const [id, { until }] of this.#away) {
      if (until > now && this.#away.size <= MAX_AWAY) return;
      this.#away.delete(id);
    }
  }
}

/** The id as it goes to the client, with what makes a guest the same guest also after a restart. */
export const withGuest = (id: string, guestToken: string): string => `${id}${MARK}${guestToken}`;
