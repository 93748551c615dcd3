import { isInboxStream, isRoomStream, type Status, type StreamName } from "@parlor/protocol";
import type { View } from "../../commands/engine.ts";
import type { Household } from "../../connection/connection.ts";
import type { Hub } from "../../fan-out/hub.ts";
import type { Person } from "../../identity/person.ts";
import type { Audience, Member } from "./audience.ts";

/** A client of a dialect never needs more, and a hostile one may not have it. */
const MAX_ROOMS = 200;

interface SocketViewParts {
  readonly audience: Audience;
  readonly hub: Pick<Hub, "publish">;
  readonly household: Pick<Household, "stoppedWatching">;
  /** By others with a sentence; without one, its person left. */
  readonly shownOut: (stream: StreamName, why: string | undefined) => void;
}

/** A Socket.IO client as the engine and the hub see it: somebody who watches rooms. */
export class SocketView implements View {
  readonly person: Person;
  readonly watched = new Set<StreamName>();
  readonly isShownOutByItsDoor = true;
  readonly door = "socket.io";
  status: Status = "online";
  readonly #since = new Map<StreamName, number>();
  readonly #member: Member;
  readonly #parts: SocketViewParts;

  constructor(person: Person, member: Member, parts: SocketViewParts) {
    this.person = person;
    this.#member = member;
    this.#parts = parts;
  }

  isWatching(stream: StreamName): boolean {
    return this.watched.has(stream);
  }

  watch(stream: StreamName, since?: number): boolean {
    if (!this.#member.socket.connected || this.watched.size >= MAX_ROOMS) return false;
    this.watched.add(stream);
    if (since !== undefined) this.#since.set(stream, since);
    if (!isInboxStream(stream)) this.#parts.audience.enter(this.#member, stream);
    return true;
  }

  since(stream: StreamName): number | undefined {
    return this.#since.get(stream);
  }

  unwatch(stream: StreamName): void {
    this.watched.delete(stream);
    this.#since.delete(stream);
    if (!isInboxStream(stream)) this.#parts.audience.leave(this.#member, stream);
  }

  closeView(stream: StreamName, why: string): void {
    this.#close(stream, why);
  }

  /** Its person left, perhaps through another connection. */
  left(stream: StreamName): void {
    this.#close(stream, undefined);
  }

  #close(stream: StreamName, why: string | undefined): void {
    this.unwatch(stream);
    if (isRoomStream(stream)) this.#parts.household.stoppedWatching(this.person, this, stream);
    this.#parts.shownOut(stream, why);
  }

  publish(stream: StreamName, frame: string): boolean {
    this.#parts.hub.publish(stream, frame);
    return true;
  }

  /** For good: clients do not come back by themselves after this. */
  hangUp(): void {
    this.#member.socket.disconnect(true);
  }

  /** Frames of the native door, which this one never asks for. */
  send(): void {
    return undefined;
  }

  untilRead(): undefined {
    return undefined;
  }
}
